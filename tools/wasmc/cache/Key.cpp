// Source: elf(5), "Notes (Nhdr)"; dl_iterate_phdr(3); NT_GNU_BUILD_ID is the linker's hash of the whole file (ld(1), --build-id).
#include "tools/wasmc/cache/Key.h"

#include "tools/common/OutputFile.h"

#include <algorithm>
#include <elf.h>
#include <link.h>
#include <llvm/Support/Endian.h>
#include <sys/auxv.h>

namespace wasmc::cache {
namespace {

size_t alignUp(size_t size, size_t alignment) { return (size + alignment - 1) / alignment * alignment; }

// The descriptor of the build ID among the notes of a segment; empty: there is none.
std::string_view findBuildId(std::string_view notes, size_t alignment) {
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    const auto &header = *reinterpret_cast<const ElfW(Nhdr) *>(notes.data());
    size_t begin = alignUp(sizeof header + header.n_namesz, alignment);
    size_t end = alignUp(begin + header.n_descsz, alignment);
    if (begin + header.n_descsz > notes.size())
      break;
    std::string_view owner = notes.substr(sizeof header, header.n_namesz);
    if (header.n_type == NT_GNU_BUILD_ID && owner == std::string_view("GNU\0", 4))
      return notes.substr(begin, header.n_descsz);
    notes.remove_prefix(std::min(end, notes.size()));
  }
  return {};
}

std::string_view buildId(const dl_phdr_info &object) {
  for (size_t i = 0; i < object.dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = object.dlpi_phdr[i];
    if (segment.p_type != PT_NOTE)
      continue;
    const char *begin = reinterpret_cast<const char *>(object.dlpi_addr + segment.p_vaddr);
    if (std::string_view id = findBuildId({begin, segment.p_memsz}, segment.p_align == 8 ? 8 : 4); !id.empty())
      return id;
  }
  return {};
}

struct Identity {
  KeyHash hash{"wasmc build"};
  bool isKnown = true;
};

void addObject(const dl_phdr_info &object, Identity &identity) {
  if (object.dlpi_addr != 0 && object.dlpi_addr == getauxval(AT_SYSINFO_EHDR))
    return;  // the vDSO is the kernel's
  if (std::string_view id = buildId(object); !id.empty())
    return identity.hash.add(id);
  auto contents = readFile(*object.dlpi_name ? object.dlpi_name : "/proc/self/exe");
  identity.isKnown &= contents.has_value();
  if (contents)
    identity.hash.add(*contents);
}

}  // namespace

void KeyHash::add(std::string_view value) {
  add(uint64_t{value.size()});
  hash.update(llvm::StringRef(value));
}

void KeyHash::add(uint64_t value) {
  std::array<uint8_t, sizeof value> bytes;
  llvm::support::endian::write64le(bytes.data(), value);
  hash.update(bytes);
}

std::optional<Key> compilerIdentity() {
  Identity identity;
  auto visit = [](dl_phdr_info *object, size_t, void *data) {
    addObject(*object, *static_cast<Identity *>(data));
    return 0;
  };
  dl_iterate_phdr(visit, &identity);
  if (!identity.isKnown)
    return std::nullopt;
  return identity.hash.finish();
}

}  // namespace wasmc::cache

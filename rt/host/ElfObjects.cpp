#include "rt/host/ElfObjects.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wasmc::rt {

namespace {

struct Search {
  uint64_t address;
  ElfObject found;
};

const ElfW(Phdr) * segmentAt(const dl_phdr_info &object, uint64_t address) {
  for (unsigned i = 0; i < object.dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = object.dlpi_phdr[i];
    if (segment.p_type == PT_LOAD && address - (object.dlpi_addr + segment.p_vaddr) < segment.p_memsz)
      return &segment;
  }
  return nullptr;
}

// Segments are in the order of their addresses.
uint64_t firstByte(const dl_phdr_info &object) {
  for (unsigned i = 0; i < object.dlpi_phnum; ++i)
    if (object.dlpi_phdr[i].p_type == PT_LOAD)
      return object.dlpi_addr + object.dlpi_phdr[i].p_vaddr;
  return object.dlpi_addr;
}

uint64_t endOf(const dl_phdr_info &object) {
  uint64_t end = 0;
  for (unsigned i = 0; i < object.dlpi_phnum; ++i)
    if (object.dlpi_phdr[i].p_type == PT_LOAD)
      end = object.dlpi_addr + object.dlpi_phdr[i].p_vaddr + object.dlpi_phdr[i].p_memsz;
  return end;
}

const uint8_t *pointer(uint64_t address) { return reinterpret_cast<const uint8_t *>(address); }

int visit(dl_phdr_info *object, size_t, void *data) {
  auto &search = *static_cast<Search *>(data);
  if (!segmentAt(*object, search.address))
    return 0;
  search.found = {pointer(firstByte(*object)), pointer(endOf(*object)), nullptr, nullptr, nullptr};
  for (unsigned i = 0; i < object->dlpi_phnum; ++i) {
    if (object->dlpi_phdr[i].p_type != PT_GNU_EH_FRAME)
      continue;
    uint64_t header = object->dlpi_addr + object->dlpi_phdr[i].p_vaddr;
    if (const ElfW(Phdr) *segment = segmentAt(*object, header)) {
      uint64_t begin = object->dlpi_addr + segment->p_vaddr;
      search.found = {search.found.begin, search.found.end, pointer(header), pointer(begin), pointer(begin + segment->p_memsz)};
    }
  }
  return 1;
}

}  // namespace

ElfObject findElfObject(const void *address) {
  Search search = {reinterpret_cast<uint64_t>(address), {}};
  dl_iterate_phdr(visit, &search);
  return search.found;
}

namespace {

// An ELF file, of which nothing is known to be right.
class ElfFile {
public:
  explicit ElfFile(const char *path) : descriptor(open(path, O_RDONLY | O_CLOEXEC)), openError(errno) {}
  ~ElfFile() {
    if (descriptor >= 0)
      close(descriptor);
  }
  ElfFile(const ElfFile &) = delete;

  // How many bytes are there of an object; negative, with errno: they can't be read.
  template <typename T> ssize_t read(T &object, uint64_t offset) const {
    if (descriptor < 0) {
      errno = openError;
      return -1;
    }
    return pread(descriptor, &object, sizeof object, static_cast<off_t>(offset));
  }
  template <typename T> bool readAll(T &object, uint64_t offset) const {
    return read(object, offset) == static_cast<ssize_t>(sizeof object);
  }
  FileIdentity identity() const {
    struct stat status;
    return fstat(descriptor, &status) == 0 ? FileIdentity{status.st_dev, status.st_ino} : FileIdentity{};
  }

private:
  int descriptor, openError;  // the error counts if the descriptor is negative
};

bool findSegment(const ElfFile &file, const ElfW(Ehdr) & header, auto isWanted, ElfW(Phdr) & segment) {
  for (unsigned i = 0; i < header.e_phnum; ++i)
    if (!file.readAll(segment, header.e_phoff + i * sizeof segment))
      return false;
    else if (isWanted(segment))
      return true;
  return false;
}

bool runsCode(int64_t tag) {
  constexpr int64_t tags[] = {DT_NEEDED,        DT_INIT,      DT_FINI,   DT_INIT_ARRAY, DT_FINI_ARRAY,
                              DT_PREINIT_ARRAY, DT_AUXILIARY, DT_FILTER, DT_AUDIT,      DT_DEPAUDIT};
  for (int64_t each : tags)
    if (tag == each)
      return true;
  return false;
}

// Whether the names of dynamic symbols, at this address, are those of a plugin: it has the one.
bool hasPluginName(const ElfFile &file, const ElfW(Ehdr) & header, uint64_t names) {
  constexpr char wanted[] = "\0wasmc_plugin";
  char found[sizeof wanted];
  ElfW(Phdr) segment;
  auto hasNames = [&](const ElfW(Phdr) & each) { return each.p_type == PT_LOAD && names - each.p_vaddr < each.p_filesz; };
  return findSegment(file, header, hasNames, segment) && file.readAll(found, names - segment.p_vaddr + segment.p_offset) &&
         memcmp(found, wanted, sizeof wanted) == 0;
}

bool isPlugin(const ElfFile &file, const ElfW(Ehdr) & header) {
  ElfW(Phdr) segment;
  if (header.e_type != ET_DYN ||
      !findSegment(file, header, [](const ElfW(Phdr) & each) { return each.p_type == PT_DYNAMIC; }, segment))
    return false;
  uint64_t names = 0;
  ElfW(Dyn) entry;
  for (uint64_t offset = segment.p_offset; file.readAll(entry, offset) && entry.d_tag != DT_NULL; offset += sizeof entry) {
    if (runsCode(entry.d_tag))
      return false;
    if (entry.d_tag == DT_STRTAB)
      names = entry.d_un.d_ptr;
  }
  return hasPluginName(file, header, names);
}

}  // namespace

CheckedFile checkLibraryFile(const char *path) {
  CheckedFile file = {};
  ElfW(Ehdr) header = {};
  ElfFile elf(path);
  ssize_t size = elf.read(header, 0);
  file.error = errno;
  file.isReadable = size >= 0;
  file.identity = elf.identity();
  file.isElf = size == static_cast<ssize_t>(sizeof header) && memcmp(header.e_ident, ELFMAG, SELFMAG) == 0;
#if defined(__x86_64__)
  constexpr unsigned machine = EM_X86_64;
#elif defined(__aarch64__)
  constexpr unsigned machine = EM_AARCH64;
#endif
  file.isNative = header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_machine == machine;
  file.isPlugin = file.isElf && file.isNative && isPlugin(elf, header);
  return file;
}

// A name without a slash is a file here, not one of the system's libraries. Further "./" in front of the file's own name make the path another
// one to the dynamic linker, which compares text.
void *openLibrary(const char *path, unsigned spelling, const char *&reason) {
  const char *slash = strrchr(path, '/');
  size_t folderSize = slash ? static_cast<size_t>(slash + 1 - path) : 0, dots = 2 * size_t{spelling + (slash ? 0u : 1u)};
  char spelled[4096];  // PATH_MAX
  if (strlen(path) + dots >= sizeof spelled) {
    reason = "the path is too long";
    return nullptr;
  }
  char *end = static_cast<char *>(mempcpy(spelled, path, folderSize));
  for (size_t i = 0; i < dots; ++i)
    *end++ = "./"[i % 2];
  strcpy(end, path + folderSize);
  void *library = dlopen(spelled, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    reason = dlerror();
  return library;
}

void *findSymbol(void *library, const char *name) { return dlsym(library, name); }

void closeLibrary(void *library) { dlclose(library); }

}  // namespace wasmc::rt

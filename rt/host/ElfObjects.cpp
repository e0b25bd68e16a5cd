#include "rt/host/ElfObjects.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <string.h>
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

CheckedFile checkLibraryFile(const char *path) {
  CheckedFile file = {};
  ElfW(Ehdr) header = {};
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t size = descriptor < 0 ? -1 : read(descriptor, &header, sizeof header);
  file.error = errno;
  if (descriptor >= 0)
    close(descriptor);
  file.isReadable = size >= 0;
  file.isElf = size == static_cast<ssize_t>(sizeof header) && memcmp(header.e_ident, ELFMAG, SELFMAG) == 0;
#if defined(__x86_64__)
  constexpr unsigned machine = EM_X86_64;
#elif defined(__aarch64__)
  constexpr unsigned machine = EM_AARCH64;
#endif
  file.isNative = header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_machine == machine;
  return file;
}

// A name without a slash is a file here, not one of the system's libraries.
void *openLibrary(const char *path, const char *&reason) {
  char here[4096] = "./";
  bool isBare = !strchr(path, '/') && strlen(path) < sizeof here - 2;
  void *library = dlopen(isBare ? strcat(here, path) : path, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    reason = dlerror();
  return library;
}

void *findSymbol(void *library, const char *name) { return dlsym(library, name); }

void closeLibrary(void *library) { dlclose(library); }

}  // namespace wasmc::rt

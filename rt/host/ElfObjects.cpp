#include "rt/host/ElfObjects.h"

#include <link.h>

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

// The mapping of the file's first bytes has the lowest address.
uint64_t firstByte(const dl_phdr_info &object) {
  for (unsigned i = 0; i < object.dlpi_phnum; ++i)
    if (object.dlpi_phdr[i].p_type == PT_LOAD)
      return object.dlpi_addr + object.dlpi_phdr[i].p_vaddr;
  return object.dlpi_addr;
}

const uint8_t *pointer(uint64_t address) { return reinterpret_cast<const uint8_t *>(address); }

int visit(dl_phdr_info *object, size_t, void *data) {
  auto &search = *static_cast<Search *>(data);
  if (!segmentAt(*object, search.address))
    return 0;
  search.found = {pointer(firstByte(*object)), nullptr, nullptr, nullptr};
  for (unsigned i = 0; i < object->dlpi_phnum; ++i) {
    if (object->dlpi_phdr[i].p_type != PT_GNU_EH_FRAME)
      continue;
    uint64_t header = object->dlpi_addr + object->dlpi_phdr[i].p_vaddr;
    if (const ElfW(Phdr) *segment = segmentAt(*object, header)) {
      uint64_t begin = object->dlpi_addr + segment->p_vaddr;
      search.found = {search.found.begin, pointer(header), pointer(begin), pointer(begin + segment->p_memsz)};
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

}  // namespace wasmc::rt

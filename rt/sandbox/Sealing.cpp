#include "rt/sandbox/Sealing.h"

#include "rt/core/Process.h"
#include "rt/sys/linux/mseal.h"

#include <linux/elf.h>

extern "C" {
// Defined by the linker: the first segment is linked at address 0 and holds the ELF header.
[[gnu::visibility("hidden")]] extern const Elf64_Ehdr __ehdr_start;
}

namespace wasmc::rt::sandbox {

namespace {

Result<void> seal(uint64_t begin, uint64_t end) {
  return begin < end ? sys::mseal(reinterpret_cast<const void *>(begin), end - begin) : Result<void>();
}

uint64_t addressOf(const void *pointer) { return reinterpret_cast<uint64_t>(pointer); }

// Segments that follow one another without a gap take one call. The relocated data is the last in the order of addresses.
Result<void> sealImage() {
  uint64_t base = addressOf(&__ehdr_start), pageMask = ~(pageSize() - 1);
  uint64_t begin = base, end = base;
  Span headers(reinterpret_cast<const Elf64_Phdr *>(base + __ehdr_start.e_phoff), __ehdr_start.e_phnum);
  for (const Elf64_Phdr &header : headers) {
    bool isRelocated = header.p_type == PT_GNU_RELRO;
    if (!isRelocated && (header.p_type != PT_LOAD || (header.p_flags & PF_W)))
      continue;
    uint64_t first = (base + header.p_vaddr) & pageMask, last = base + header.p_vaddr + header.p_memsz;
    if (first != end) {
      if (Result<void> done = seal(begin, end); !done)
        return done;
      begin = first;
    }
    // Behind relocated data the rest of its last page is writable (rt/start/Relocation.cpp).
    end = isRelocated ? last & pageMask : (last + ~pageMask) & pageMask;
  }
  return seal(begin, end);
}

// Where memory.grow never makes anything accessible.
Result<void> sealGuard(const abi::MemoryDesc &desc) {
  if (desc.reservation == 0)
    return {};
  constexpr uint64_t mask = abi::wasmPageSize - 1;
  uint64_t most = ((desc.memory->maxPages << desc.memory->pageSizeLog2) + mask) & ~mask;
  uint64_t base = addressOf(desc.memory->base);
  return seal(base + most, base + desc.reservation);
}

}  // namespace

Result<void> sealMappings(Span<const abi::MemoryDesc> memories, const StackBounds &stack) {
  if (Result<void> done = sealImage(); !done)
    return done;
  for (const abi::MemoryDesc &memory : memories)
    if (Result<void> done = sealGuard(memory); !done)
      return done;
  return seal(addressOf(stack.guardBegin), addressOf(stack.top));
}

}  // namespace wasmc::rt::sandbox

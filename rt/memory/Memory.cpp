#include "rt/memory/Memory.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Message.h"
#include "rt/core/Mutex.h"
#include "rt/memory/Reservation.h"
#include "rt/sys/linux/mprotect.h"
#include "rt/sys/linux/sysinfo.h"

namespace wasmc::rt {

namespace {

using abi::wasmPageSize;

// The most pages of an index type of 32 bits.
constexpr uint64_t pagesOf32Bits = 65536;

StringView causeOf(Errno error) {
  switch (error.code) {
  case EPERM: return "vm.mmap_min_addr of this system is above it";
  case ENOMEM: return "the limit on address space (ulimit -v) is too low";
  case EEXIST: return "something else is mapped there";
  default: return "the kernel refuses";
  }
}

[[noreturn]] void reservationFailed(const abi::MemoryDesc &desc, uint64_t size, Errno error) {
  StringView remedy = desc.reservation ? "; a program compiled with --bounds=explicit needs less" : "";
  if (desc.fixedBase)
    fatalError("cannot reserve ", Decimal(size), " bytes of address space at ", Hex(desc.fixedBase), ": ", causeOf(error),
               " (error ", Decimal(error.code), ")", remedy);
  fatalError("cannot reserve ", Decimal(size), " bytes of address space: ", causeOf(error), " (error ", Decimal(error.code), ")",
             remedy);
}

// The declared maximum, without the last page of a 32-bit memory (see abi::maxGrownPages) unless the memory starts with it.
uint64_t grownLimit(const abi::MemoryDesc &desc) {
  if (desc.maxPages == pagesOf32Bits && desc.minPages < pagesOf32Bits)
    return abi::maxGrownPages;
  return desc.maxPages;
}

// How many pages to ask address space for where no guard region is wanted. A 64-bit memory may declare any maximum, or none, but
// needs no more than the machine has.
uint64_t reservedPages(const abi::MemoryDesc &desc, uint64_t limit) {
  if (limit <= pagesOf32Bits)
    return limit;
  Result<uint64_t> machine = sys::totalMemory();
  uint64_t useful = machine ? *machine / wasmPageSize : pagesOf32Bits;
  if (useful > limit)
    return limit;
  return useful > desc.minPages ? useful : desc.minPages;
}

// Bytes to reserve for so many pages: one at least, so that an empty memory has an address of its own; more than the kernel could
// ever give where the product overflows.
uint64_t bytesFor(uint64_t pages) {
  if (pages > UINT64_MAX / wasmPageSize)
    return UINT64_MAX;
  return (pages ? pages : 1) * wasmPageSize;
}

}  // namespace

uint64_t reserveMemory(const abi::MemoryDesc &desc) {
  uint64_t limit = grownLimit(desc);
  uint64_t wanted = desc.reservation ? desc.reservation : bytesFor(reservedPages(desc, limit));
  uint64_t least = desc.reservation ? desc.reservation : bytesFor(desc.minPages);
  Result<Span<uint8_t>> range =
      desc.fixedBase ? reserveAt(desc.fixedBase, wanted, PROT_NONE) : reserveUpTo(wanted, least, PROT_NONE);
  if (!range)
    reservationFailed(desc, desc.fixedBase ? wanted : least, range.errorNumber());
  uint64_t pages = (*range).size() / wasmPageSize;
  *desc.memory = {.base = (*range).data(), .size = 0, .maxPages = limit < pages ? limit : pages};
  return (*range).size();
}

void openMemory(const abi::MemoryDesc &desc) {
  uint64_t size = desc.minPages * wasmPageSize;
  if (size == 0)
    return;
  if (!sys::mprotect(desc.memory->base, size, PROT_READ | PROT_WRITE))
    fatalError("cannot allocate the initial memory of ", Decimal(size), " bytes");
  desc.memory->size = size;
}

// A reader that has no lock sees the new size when the pages are accessible, or the old one.
int64_t growMemory(abi::Memory &memory, uint64_t delta) {
  static Mutex growth;  // of any memory: the kernel has one lock for all of them anyway
  Lock lock(growth);
  uint64_t pages = memory.size / wasmPageSize;
  if (delta > memory.maxPages || pages > memory.maxPages - delta)
    return -1;
  if (delta == 0)
    return static_cast<int64_t>(pages);
  if (!sys::mprotect(memory.base + memory.size, delta * wasmPageSize, PROT_READ | PROT_WRITE))
    return -1;
  __atomic_store_n(&memory.size, memory.size + delta * wasmPageSize, __ATOMIC_SEQ_CST);
  return static_cast<int64_t>(pages);
}

}  // namespace wasmc::rt

wasmc::abi::I64 wasmc::abi::wasmc_memory_grow(Ptr memory, I64 delta) {
  return static_cast<I64>(rt::growMemory(*static_cast<Memory *>(memory), delta));
}

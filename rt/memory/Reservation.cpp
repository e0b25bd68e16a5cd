#include "rt/memory/Reservation.h"

#include "rt/abi/Layout.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/sys/linux/madvise.h"
#include "rt/sys/linux/mmap.h"

namespace wasmc::rt {

namespace {

// MAP_NORESERVE: not counted against memory until touched (Documentation/mm/overcommit-accounting, modes 0 and 1).
constexpr int reservationFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

Result<Span<uint8_t>> map(void *address, uint64_t size, int protection, int flags) {
  Result<void *> mapping = sys::mmap(address, size, protection, flags);
  if (!mapping)
    return mapping.errorNumber();
  return Span<uint8_t>(static_cast<uint8_t *>(*mapping), size);
}

}  // namespace

Result<Span<uint8_t>> reserveAt(uint64_t address, uint64_t size, int protection) {
  void *wanted = reinterpret_cast<void *>(address);
  Result<Span<uint8_t>> range = map(wanted, size, protection, reservationFlags | MAP_FIXED_NOREPLACE);
  if (!range || (*range).data() == wanted)
    return range;
  // Kernels before 4.17 take the address as a hint (mmap(2), MAP_FIXED_NOREPLACE).
  (void)sys::munmap((*range).data(), size);
  return Errno{EEXIST};
}

Result<Span<uint8_t>> reserve(uint64_t size, int protection) { return map(nullptr, size, protection, reservationFlags); }

Result<Span<uint8_t>> reserveUpTo(uint64_t wanted, uint64_t least, int protection) {
  for (uint64_t size = wanted; size > least; size = size / 2 & ~(abi::wasmPageSize - 1))
    if (Result<Span<uint8_t>> range = reserve(size, protection))
      return range;
  return reserve(least, protection);
}

void unreserve(Span<uint8_t> range) { (void)sys::munmap(range.data(), range.size()); }

// A system that refuses gets what was asked for done all the same.
void discard(Span<uint8_t> pages) {
  if (!pages.empty() && !sys::discardPages(pages.data(), pages.size()))
    memset(pages.data(), 0, pages.size());
}

}  // namespace wasmc::rt

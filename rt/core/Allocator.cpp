#include "rt/core/Allocator.h"

#include "rt/core/Mutex.h"
#include "rt/sys/linux/mmap.h"

namespace wasmc::rt {

namespace {

// Enough for a usual policy, so that a small program asks the kernel for nothing; untouched pages of it cost nothing.
constexpr size_t arenaSize = 16 * 1024;
constexpr size_t chunkSize = 64 * 1024;

alignas(64) [[gnu::section(".bss.buffers")]] uint8_t arena[arenaSize];
Mutex mutex;
uintptr_t next;   // 0 until the first allocation
uintptr_t limit;  // end of the current chunk

constexpr uintptr_t alignUp(uintptr_t value, size_t alignment) { return (value + alignment - 1) & ~(alignment - 1); }

// Room in what is left of the current chunk, or 0.
uintptr_t take(size_t size, size_t alignment) {
  uintptr_t start = alignUp(next, alignment);
  if (start > limit || size > limit - start)
    return 0;
  next = start + size;
  return start;
}

// Makes a fresh mapping the current chunk; what was left of the old one is lost.
bool mapChunk(size_t size) {
  if (size > SIZE_MAX - chunkSize)
    return false;
  size = alignUp(size, chunkSize);
  Result<void *> chunk = sys::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!chunk)
    return false;
  next = reinterpret_cast<uintptr_t>(*chunk);
  limit = next + size;
  return true;
}

}  // namespace

void *allocate(size_t size, size_t alignment) {
  Lock lock(mutex);
  if (next == 0) {
    next = reinterpret_cast<uintptr_t>(arena);
    limit = next + arenaSize;
  }
  uintptr_t start = take(size, alignment);
  if (!start && mapChunk(size))
    start = take(size, alignment);  // a mapping is aligned to a page, hence to any permitted alignment
  return reinterpret_cast<void *>(start);
}

}  // namespace wasmc::rt

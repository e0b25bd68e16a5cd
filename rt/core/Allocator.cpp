#include "rt/core/Allocator.h"

#include "rt/core/Mutex.h"
#include "rt/sys/linux/mmap.h"

namespace wasmc::rt {

namespace {

// Enough for a usual policy, so that a small program asks the kernel for nothing; untouched pages of it cost nothing.
constexpr size_t arenaSize = 16 * 1024;
constexpr size_t chunkSize = 64 * 1024;

alignas(64) [[gnu::section(".bss.buffers")]] uint8_t arena[arenaSize];
WASMC_PROCESS_MUTEX Mutex mutex;
AllocatedChunk *chunks;  // the last one first
uintptr_t next;          // 0 until the first allocation
uintptr_t limit;         // end of the current chunk

constexpr uintptr_t alignUp(uintptr_t value, size_t alignment) { return (value + alignment - 1) & ~(alignment - 1); }

// Room in what is left of the current chunk, or 0.
uintptr_t take(size_t size, size_t alignment) {
  uintptr_t start = alignUp(next, alignment);
  if (start > limit || size > limit - start)
    return 0;
  next = start + size;
  return start;
}

// The list is complete at any time, for who looks at it while this thread is stopped.
void beginChunk(void *memory, size_t size) {
  auto *chunk = static_cast<AllocatedChunk *>(memory);
  *chunk = {chunks, static_cast<const uint8_t *>(memory) + size};
  __atomic_store_n(&chunks, chunk, __ATOMIC_RELEASE);
  next = reinterpret_cast<uintptr_t>(chunk + 1);
  limit = reinterpret_cast<uintptr_t>(memory) + size;
}

// Makes a fresh mapping the current chunk, with room for an object of this size and alignment; what was left of the old one is lost.
bool mapChunk(size_t size, size_t alignment) {
  if (size > SIZE_MAX - 2 * chunkSize)
    return false;
  size = alignUp(size + sizeof(AllocatedChunk) + alignment, chunkSize);
  Result<void *> chunk = sys::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!chunk)
    return false;
  beginChunk(*chunk, size);
  return true;
}

}  // namespace

const AllocatedChunk *firstAllocatedChunk() { return __atomic_load_n(&chunks, __ATOMIC_ACQUIRE); }

void *allocate(size_t size, size_t alignment) {
  Lock lock(mutex);
  if (next == 0)
    beginChunk(arena, arenaSize);
  uintptr_t start = take(size, alignment);
  if (!start && mapChunk(size, alignment))
    start = take(size, alignment);
  return reinterpret_cast<void *>(start);
}

}  // namespace wasmc::rt

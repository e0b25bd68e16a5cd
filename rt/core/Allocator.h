// Memory that is never freed: for tables that are built once (policy, descriptors). Safe to use from several threads.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt {

// `size` zero bytes, or nullptr when the kernel gives no more. `alignment` is a power of two, at most 4096.
void *allocate(size_t size, size_t alignment = 16);

// `count` zero-initialised objects of a type without constructor, or nullptr (also when the size overflows).
template <typename T> T *allocateArray(size_t count) {
  size_t size;
  if (__builtin_mul_overflow(count, sizeof(T), &size))
    return nullptr;
  return static_cast<T *>(allocate(size, alignof(T)));
}

// Calls visit(begin, end) for all memory that such objects may lie in, at multiples of 8. Takes no lock, and sees what was allocated by
// threads that have been stopped.
template <typename Visit> void forEachAllocatedRange(Visit visit);

// A mapping that objects are taken from; they follow.
struct AllocatedChunk {
  const AllocatedChunk *next;
  const uint8_t *end;
};
const AllocatedChunk *firstAllocatedChunk();

template <typename Visit> void forEachAllocatedRange(Visit visit) {
  for (const AllocatedChunk *chunk = firstAllocatedChunk(); chunk; chunk = chunk->next)
    visit(reinterpret_cast<const uint8_t *>(chunk + 1), chunk->end);
}

}  // namespace wasmc::rt

// Memory for the runtime's own long-lived tables (policy, descriptors). It is never freed: a process of one instance builds these
// once. Safe to use from several threads.
#pragma once

#include <stddef.h>

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

}  // namespace wasmc::rt

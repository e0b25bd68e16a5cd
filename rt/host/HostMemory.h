// The C library's memory. Apart, because its headers and the kernel's define the same names.
#pragma once

#include <stddef.h>

namespace wasmc::rt {

// `size` zero bytes, aligned for any type, or null.
[[nodiscard]] void *hostAllocate(size_t size);
void hostFree(void *memory);

// A zero-initialised object, or `count` of them, of a type without constructor; or null.
template <typename T> [[nodiscard]] T *hostAllocateArray(size_t count) {
  size_t size;
  if (__builtin_mul_overflow(count, sizeof(T), &size))
    return nullptr;
  return static_cast<T *>(hostAllocate(size));
}

}  // namespace wasmc::rt

// What AddressSanitizer, where the runtime is built with it (rt/Hosted.cmake), must be told of memory that it does not manage itself.
// Elsewhere nothing happens.
#pragma once

#include <stddef.h>

namespace wasmc::rt {

#if __has_feature(address_sanitizer)
extern "C" void __asan_poison_memory_region(const volatile void *address, size_t size);
extern "C" void __asan_unpoison_memory_region(const volatile void *address, size_t size);
#endif

// Nothing may access this memory: a mistake of instrumented code is reported.
inline void poison([[maybe_unused]] void *begin, [[maybe_unused]] size_t size) {
#if __has_feature(address_sanitizer)
  __asan_poison_memory_region(begin, size);
#endif
}

// It may again.
inline void unpoison([[maybe_unused]] void *begin, [[maybe_unused]] size_t size) {
#if __has_feature(address_sanitizer)
  __asan_unpoison_memory_region(begin, size);
#endif
}

}  // namespace wasmc::rt

// mmap(2), munmap(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/mman.h>
#include <stddef.h>

#if WASMC_HOSTED
// Of ThreadSanitizer (<sanitizer/tsan_interface.h>), which does not see these system calls. Weak: elsewhere there is nobody to be told.
extern "C" {
[[gnu::weak, gnu::visibility("default")]] void __tsan_acquire(void *address);
[[gnu::weak, gnu::visibility("default")]] void __tsan_release(void *address);
}
#endif

namespace wasmc::rt::sys {

#if WASMC_HOSTED
// Who is given addresses comes after who gave them back.
inline char addressSpace;
inline void noteMapped() {
  if (__tsan_acquire)
    __tsan_acquire(&addressSpace);
}
inline void noteUnmapped() {
  if (__tsan_release)
    __tsan_release(&addressSpace);
}
#else
inline void noteMapped() {}
inline void noteUnmapped() {}
#endif

// Without a descriptor the mapping is anonymous: pass MAP_ANONYMOUS in `flags`.
inline Result<void *> mmap(void *address, size_t length, int protection, int flags, int fd = -1, uint64_t offset = 0) {
  Result<void *> mapping = syscall<void *>(__NR_mmap, address, length, protection, flags, fd, offset);
  noteMapped();
  return mapping;
}

inline Result<void> munmap(void *address, size_t length) {
  noteUnmapped();
  return syscall<void>(__NR_munmap, address, length);
}

}  // namespace wasmc::rt::sys

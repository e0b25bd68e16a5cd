// mmap(2), munmap(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/mman.h>
#include <stddef.h>

namespace wasmc::rt::sys {

// Without a descriptor the mapping is anonymous: pass MAP_ANONYMOUS in `flags`.
inline Result<void *> mmap(void *address, size_t length, int protection, int flags, int fd = -1, uint64_t offset = 0) {
  return syscall<void *>(__NR_mmap, address, length, protection, flags, fd, offset);
}

inline Result<void> munmap(void *address, size_t length) { return syscall<void>(__NR_munmap, address, length); }

}  // namespace wasmc::rt::sys

// write(2), pwrite(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// The number of bytes written, which may be fewer than there are.
inline Result<size_t> write(int fd, const void *bytes, size_t size) { return syscall<size_t>(__NR_write, fd, bytes, size); }
inline Result<size_t> pwrite(int fd, const void *bytes, size_t size, uint64_t offset) {
  return syscall<size_t>(__NR_pwrite64, fd, bytes, size, offset);
}

}  // namespace wasmc::rt::sys

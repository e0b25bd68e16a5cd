// read(2), pread(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// The number of bytes read; 0 at the end of the file.
inline Result<size_t> read(int fd, void *bytes, size_t size) { return syscall<size_t>(__NR_read, fd, bytes, size); }
inline Result<size_t> pread(int fd, void *bytes, size_t size, uint64_t offset) {
  return syscall<size_t>(__NR_pread64, fd, bytes, size, offset);
}

}  // namespace wasmc::rt::sys

// fallocate(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stdint.h>

namespace wasmc::rt::sys {

// Makes the file at least offset + length bytes long, with storage behind the range.
inline Result<void> fallocate(int fd, uint64_t offset, uint64_t length) {
  return syscall<void>(__NR_fallocate, fd, 0, offset, length);
}

}  // namespace wasmc::rt::sys

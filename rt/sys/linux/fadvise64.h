// posix_fadvise(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fadvise.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// `advice` is one of POSIX_FADV_.
inline Result<void> fadvise64(int fd, uint64_t offset, uint64_t length, int advice) {
  return syscall<void>(__NR_fadvise64, fd, offset, length, advice);
}

}  // namespace wasmc::rt::sys

// openat(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>

namespace wasmc::rt::sys {

// The new descriptor. `path` is null-terminated and may lead anywhere: never one of the guest's (see openat2.h).
inline Result<int> openat(int directory, const char *path, int flags, uint32_t mode = 0) {
  return syscall<int>(__NR_openat, directory, path, flags, mode);
}

}  // namespace wasmc::rt::sys

// mkdirat(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stdint.h>

namespace wasmc::rt::sys {

inline Result<void> mkdirat(int directory, const char *path, uint32_t mode) {
  return syscall<void>(__NR_mkdirat, directory, path, mode);
}

}  // namespace wasmc::rt::sys

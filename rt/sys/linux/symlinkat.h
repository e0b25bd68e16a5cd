// symlinkat(2).
#pragma once

#include "rt/sys/linux/syscall.h"

namespace wasmc::rt::sys {

inline Result<void> symlinkat(const char *target, int directory, const char *path) {
  return syscall<void>(__NR_symlinkat, target, directory, path);
}

}  // namespace wasmc::rt::sys

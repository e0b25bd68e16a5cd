// linkat(2).
#pragma once

#include "rt/sys/linux/syscall.h"

namespace wasmc::rt::sys {

// Does not follow a symbolic link as `from`, unless a slash follows its name.
inline Result<void> linkat(int fromDirectory, const char *from, int toDirectory, const char *to) {
  return syscall<void>(__NR_linkat, fromDirectory, from, toDirectory, to, 0);
}

}  // namespace wasmc::rt::sys

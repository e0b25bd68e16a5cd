// renameat2(2), which unlike renameat(2) every CPU has.
#pragma once

#include "rt/sys/linux/syscall.h"

namespace wasmc::rt::sys {

inline Result<void> renameat(int fromDirectory, const char *from, int toDirectory, const char *to) {
  return syscall<void>(__NR_renameat2, fromDirectory, from, toDirectory, to, 0);
}

}  // namespace wasmc::rt::sys

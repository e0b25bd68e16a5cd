// ioctl(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <asm/ioctls.h>

namespace wasmc::rt::sys {

// How many bytes can be read without waiting: FIONREAD, ioctl_tty(2).
inline Result<int> readableBytes(int fd) {
  int count = 0;
  Result<void> done = syscall<void>(__NR_ioctl, fd, FIONREAD, &count);
  if (!done)
    return done.errorNumber();
  return count;
}

}  // namespace wasmc::rt::sys

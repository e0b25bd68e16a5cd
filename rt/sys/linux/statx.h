// statx(2), in its form for a descriptor.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>
#include <linux/stat.h>

namespace wasmc::rt::sys {

// `fd` may be an O_PATH descriptor, also of a symbolic link.
inline Result<struct statx> statx(int fd) {
  struct statx answer;
  Result<void> done = syscall<void>(__NR_statx, fd, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &answer);
  if (!done)
    return done.errorNumber();
  return answer;
}

}  // namespace wasmc::rt::sys

// utimensat(2), in its form for a descriptor.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>
#include <linux/time_types.h>

namespace wasmc::rt::sys {

// Special values of tv_nsec; the kernel's exported headers do not have them.
inline constexpr long long utimeNow = (1 << 30) - 1;
inline constexpr long long utimeOmit = (1 << 30) - 2;

// times[0] is the access time, times[1] the modification time. An O_PATH descriptor needs Linux 5.8 (EINVAL before).
inline Result<void> utimensat(int fd, const __kernel_timespec times[2]) {
  return syscall<void>(__NR_utimensat, fd, "", times, AT_EMPTY_PATH);
}

}  // namespace wasmc::rt::sys

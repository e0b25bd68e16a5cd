// fsync(2), fdatasync(2).
#pragma once

#include "rt/sys/linux/syscall.h"

namespace wasmc::rt::sys {

inline Result<void> fsync(int fd) { return syscall<void>(__NR_fsync, fd); }
inline Result<void> fdatasync(int fd) { return syscall<void>(__NR_fdatasync, fd); }

}  // namespace wasmc::rt::sys

// fcntl(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>

namespace wasmc::rt::sys {

// The O_ flags and the access mode of the open file description.
inline Result<int> getFileFlags(int fd) { return syscall<int>(__NR_fcntl, fd, F_GETFL); }

// Changes O_APPEND and O_NONBLOCK; the kernel ignores other flags.
inline Result<void> setFileFlags(int fd, int flags) { return syscall<void>(__NR_fcntl, fd, F_SETFL, flags); }

// A close-on-exec duplicate with the lowest free number from `lowest` on.
inline Result<int> duplicateFrom(int fd, int lowest) { return syscall<int>(__NR_fcntl, fd, F_DUPFD_CLOEXEC, lowest); }

}  // namespace wasmc::rt::sys

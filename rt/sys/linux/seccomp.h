// seccomp(2).
#pragma once

#include "rt/core/Span.h"
#include "rt/sys/linux/syscall.h"

#include <linux/filter.h>
#include <linux/seccomp.h>

namespace wasmc::rt::sys {

// From now on the filter judges every system call of the calling thread and those that it starts. Needs setNoNewPrivileges().
inline Result<void> setSystemCallFilter(Span<const sock_filter> filter) {
  sock_fprog program = {static_cast<unsigned short>(filter.size()), const_cast<sock_filter *>(filter.data())};
  return syscall<void>(__NR_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

}  // namespace wasmc::rt::sys

// prlimit(2): the process's own limits.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/resource.h>

namespace wasmc::rt::sys {

// `resource`: an RLIMIT_ number. The smaller number holds; the larger one is what it may be raised to.
inline Result<rlimit64> limitOf(int resource) {
  rlimit64 limit = {};
  if (Result<void> done = syscall<void>(__NR_prlimit64, 0, resource, nullptr, &limit); !done)
    return done.errorNumber();
  return limit;
}

inline Result<void> setLimit(int resource, const rlimit64 &limit) {
  return syscall<void>(__NR_prlimit64, 0, resource, &limit, nullptr);
}

}  // namespace wasmc::rt::sys

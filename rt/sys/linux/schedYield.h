// sched_yield(2).
#pragma once

#include "rt/sys/linux/syscall.h"

namespace wasmc::rt::sys {

inline Result<void> schedYield() { return syscall<void>(__NR_sched_yield); }

}  // namespace wasmc::rt::sys

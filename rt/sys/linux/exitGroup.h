// exit_group(2).
#pragma once

#include "rt/sys/linux/syscall.h"

namespace wasmc::rt::sys {

[[noreturn]] inline void exitGroup(int status) {
  for (;;)
    rawSyscall(__NR_exit_group, status);
}

}  // namespace wasmc::rt::sys

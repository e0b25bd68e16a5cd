// setitimer(2), the timer of wall-clock time.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/time.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// One SIGALRM to the process after so many nanoseconds, at least 1000.
inline Result<void> alarmAfter(uint64_t nanoseconds) {
  struct __kernel_old_itimerval timer = {};
  timer.it_value.tv_sec = static_cast<__kernel_long_t>(nanoseconds / 1'000'000'000);
  timer.it_value.tv_usec = static_cast<__kernel_long_t>(nanoseconds % 1'000'000'000 / 1'000);
  return syscall<void>(__NR_setitimer, ITIMER_REAL, &timer, nullptr);
}

}  // namespace wasmc::rt::sys

// clock_gettime(2), clock_getres(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/time.h>
#include <linux/time_types.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// Times before 1970 read as 0.
inline uint64_t nanoseconds(const __kernel_timespec &time) {
  return time.tv_sec < 0 ? 0 : static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

// 0 or an error number, negative: as the vDSO's function of that name. `clock` is one of CLOCK_. rt/core/Clock.h is quicker.
inline long clockGettime(int clock, __kernel_timespec *time) { return rawSyscall(__NR_clock_gettime, clock, time); }

// In nanoseconds.
inline Result<uint64_t> clockResolution(int clock) {
  __kernel_timespec time;
  Result<void> done = syscall<void>(__NR_clock_getres, clock, &time);
  if (!done)
    return done.errorNumber();
  return nanoseconds(time);
}

}  // namespace wasmc::rt::sys

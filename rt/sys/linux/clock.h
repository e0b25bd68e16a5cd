// clock_gettime(2), clock_getres(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/time.h>
#include <linux/time_types.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// In nanoseconds. `clock` is one of CLOCK_; times before 1970 read as 0.
[[gnu::always_inline]] inline Result<uint64_t> nanoseconds(long number, int clock) {
  __kernel_timespec time;
  Result<void> done = syscall<void>(number, clock, &time);
  if (!done)
    return done.errorNumber();
  return time.tv_sec < 0 ? 0 : static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

inline Result<uint64_t> clockTime(int clock) { return nanoseconds(__NR_clock_gettime, clock); }
inline Result<uint64_t> clockResolution(int clock) { return nanoseconds(__NR_clock_getres, clock); }

}  // namespace wasmc::rt::sys

// Reading clocks, without a system call where the kernel allows it.
#pragma once

#include "rt/core/Result.h"

#include <linux/time.h>

namespace wasmc::rt {

// In nanoseconds. `clock` is one of CLOCK_; times before 1970 read as 0.
Result<uint64_t> clockTime(int clock);

}  // namespace wasmc::rt

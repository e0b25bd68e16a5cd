// WASI's clocks and the kernel's.
#pragma once

#include "rt/core/Result.h"

#include <linux/errno.h>
#include <linux/time.h>

namespace wasmc::rt::wasi {

// The kernel's number for WASI's clockid, EINVAL for one that doesn't exist.
inline Result<int> kernelClock(uint32_t id) {
  constexpr int clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID};
  if (id >= sizeof clocks / sizeof *clocks)
    return Errno{EINVAL};
  return clocks[id];
}

}  // namespace wasmc::rt::wasi

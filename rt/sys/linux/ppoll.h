// ppoll(2).
#pragma once

#include "rt/core/Span.h"
#include "rt/sys/linux/syscall.h"

#include <linux/poll.h>
#include <linux/time_types.h>

namespace wasmc::rt::sys {

// The number of descriptors with events; 0 when `timeout` has passed (null: waits for ever). The kernel may change *timeout.
inline Result<size_t> ppoll(Span<pollfd> descriptors, __kernel_timespec *timeout) {
  return syscall<size_t>(__NR_ppoll, descriptors.data(), descriptors.size(), timeout, nullptr, 0);
}

}  // namespace wasmc::rt::sys

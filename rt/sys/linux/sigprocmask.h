// rt_sigprocmask(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// Lets the calling thread receive `signal`, which whoever started the process may have blocked: execve(2) keeps that.
inline Result<void> unblockSignal(int signal) {
  uint64_t set = uint64_t{1} << (signal - 1);
  return syscall<void>(__NR_rt_sigprocmask, SIG_UNBLOCK, &set, nullptr, sizeof set);
}

}  // namespace wasmc::rt::sys

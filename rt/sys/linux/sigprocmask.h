// rt_sigprocmask(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// Lets the calling thread receive these signals (bit n - 1 for signal n), which someone may have blocked.
inline Result<void> unblockSignals(uint64_t set) {
  return syscall<void>(__NR_rt_sigprocmask, SIG_UNBLOCK, &set, nullptr, sizeof set);
}

// The same for one, which whoever started the process may have blocked: execve(2) keeps that.
inline Result<void> unblockSignal(int signal) { return unblockSignals(uint64_t{1} << (signal - 1)); }

// Blocks these signals for the calling thread and lets all others through. Answers what was blocked before.
inline uint64_t exchangeBlockedSignals(uint64_t set) {
  uint64_t previous = 0;
  (void)syscall<void>(__NR_rt_sigprocmask, SIG_SETMASK, &set, &previous, sizeof set);
  return previous;
}

}  // namespace wasmc::rt::sys

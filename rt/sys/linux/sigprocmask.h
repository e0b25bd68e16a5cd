// rt_sigprocmask(2), rt_sigpending(2), rt_sigtimedwait(2). Sets of signals: bit n - 1 for signal n.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>
#include <linux/time_types.h>
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

// Blocks these as well. Answers what was blocked before.
inline uint64_t blockSignals(uint64_t set) {
  uint64_t previous = 0;
  (void)syscall<void>(__NR_rt_sigprocmask, SIG_BLOCK, &set, &previous, sizeof set);
  return previous;
}

// Those that wait for the calling thread, or the process, to unblock them.
inline uint64_t pendingSignals() {
  uint64_t pending = 0;
  (void)syscall<void>(__NR_rt_sigpending, &pending, sizeof pending);
  return pending;
}

// Removes one of the set from them, if there is one.
inline void takePendingSignal(uint64_t set) {
  __kernel_timespec noTime = {};
  (void)syscall<int>(__NR_rt_sigtimedwait, &set, nullptr, &noTime, sizeof set);
}

}  // namespace wasmc::rt::sys

// Dying of a signal: rt_sigaction(2), rt_sigprocmask(2) and tgkill(2) on the calling thread.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>

namespace wasmc::rt::sys {

// Restores the signal's default action, lets it through and sends it. Returns only where the kernel spares the process.
inline void killBySignal(int signal) {
  struct sigaction defaultAction = {};  // SIG_DFL is 0
  uint64_t onlyThis = uint64_t{1} << (signal - 1);
  rawSyscall(__NR_rt_sigaction, signal, &defaultAction, nullptr, sizeof onlyThis);
  rawSyscall(__NR_rt_sigprocmask, SIG_UNBLOCK, &onlyThis, nullptr, sizeof onlyThis);
  rawSyscall(__NR_tgkill, rawSyscall(__NR_getpid), rawSyscall(__NR_gettid), signal);
}

}  // namespace wasmc::rt::sys

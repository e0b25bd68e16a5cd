// Signals to the process itself: tgkill(2), and rt_sigaction(2) where it is to die of one; getpid(2), gettid(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>

namespace wasmc::rt::sys {

inline int getpid() { return static_cast<int>(rawSyscall(__NR_getpid)); }
inline int gettid() { return static_cast<int>(rawSyscall(__NR_gettid)); }

// Restores the signal's default action and sends it to the calling thread, which is `thread` of the process `pid`. A signal that is
// blocked, as in its own handler, waits until it is let through; elsewhere this returns only where the kernel spares the process.
inline void killBySignal(int pid, int thread, int signal) {
  struct sigaction defaultAction = {};  // SIG_DFL is 0
  rawSyscall(__NR_rt_sigaction, signal, &defaultAction, nullptr, sizeof defaultAction.sa_mask);
  rawSyscall(__NR_tgkill, pid, thread, signal);
}

// Sends a signal that this process handles to one of its threads.
inline Result<void> signalThread(int pid, int thread, int signal) { return syscall<void>(__NR_tgkill, pid, thread, signal); }

}  // namespace wasmc::rt::sys

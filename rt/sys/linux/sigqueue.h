// rt_tgsigqueueinfo(2): a signal to one thread of the process, with a value by which its receiver knows whose it is.
#pragma once

#include "rt/sys/linux/kill.h"

namespace wasmc::rt::sys {

// EAGAIN where the user has too many signals pending (RLIMIT_SIGPENDING), ESRCH if there is no such thread.
inline Result<void> queueSignal(int thread, int signal, const siginfo_t &info) {
  return syscall<void>(__NR_rt_tgsigqueueinfo, getpid(), thread, signal, &info);
}

inline Result<void> queueSignal(int thread, int signal, void *value) {
  siginfo_t info = {};
  info.si_signo = signal;
  info.si_code = SI_QUEUE;
  info.si_pid = getpid();
  info.si_value.sival_ptr = value;
  return queueSignal(thread, signal, info);
}

}  // namespace wasmc::rt::sys

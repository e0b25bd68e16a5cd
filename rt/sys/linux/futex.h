// futex(2): waiting for a word in memory to change.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/errno.h>
#include <linux/futex.h>
#include <linux/time_types.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// Who may wake the waiter: the process's own threads, or the kernel, too (CLONE_CHILD_CLEARTID).
enum class FutexScope : int { Process = FUTEX_PRIVATE_FLAG, Kernel = 0 };

// Sleeps while *word is `expected`, until a wake. The answer may be spurious: ask the word. EAGAIN if the word had another value.
inline Result<void> futexWait(const uint32_t *word, uint32_t expected, FutexScope scope) {
  int operation = FUTEX_WAIT_BITSET | static_cast<int>(scope);
  return syscall<void>(__NR_futex, word, operation, expected, nullptr, nullptr, FUTEX_BITSET_MATCH_ANY);
}

// The same until `deadline` on the monotonic clock, null for none; then ETIMEDOUT.
inline Result<void> futexWaitUntil(const uint32_t *word, uint32_t expected, FutexScope scope, const __kernel_timespec *deadline) {
  recordSystemCall<__NR_restart_syscall>();  // with which the kernel resumes a timed wait that a debugger or SIGSTOP interrupted
  int operation = FUTEX_WAIT_BITSET | static_cast<int>(scope);
  return syscall<void>(__NR_futex, word, operation, expected, deadline, nullptr, FUTEX_BITSET_MATCH_ANY);
}

// Wakes at most `count` threads that wait for the word within the process. The word need no longer exist.
inline void futexWake(const uint32_t *word, uint32_t count) {
  (void)syscall<long>(__NR_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count);
}

}  // namespace wasmc::rt::sys

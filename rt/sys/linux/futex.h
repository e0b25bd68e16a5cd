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

// Sleeps while *word is `expected`, until a wake, or until `deadline` on the monotonic clock if there is one. The answer may be
// spurious: ask the word. ETIMEDOUT behind the deadline, EAGAIN if the word had another value.
inline Result<void> futexWait(const uint32_t *word, uint32_t expected, FutexScope scope,
                              const __kernel_timespec *deadline = nullptr) {
  int operation = FUTEX_WAIT_BITSET | static_cast<int>(scope);
  return syscall<void>(__NR_futex, word, operation, expected, deadline, nullptr, FUTEX_BITSET_MATCH_ANY);
}

// Wakes at most `count` threads that wait for the word within the process. The word need no longer exist.
inline void futexWake(const uint32_t *word, uint32_t count) {
  (void)syscall<long>(__NR_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count);
}

}  // namespace wasmc::rt::sys

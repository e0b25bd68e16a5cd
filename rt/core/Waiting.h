// One thread waits for another, in an executable that has several: elsewhere nobody ever waits, and its filter permits no futex(2).
#pragma once

#include "rt/sys/linux/futex.h"

#include <stdint.h>

namespace wasmc::rt {

#if WASMC_HOSTED

// As in futex.h, among the process's threads.
inline void waitForChange(const uint32_t *word, uint32_t expected) {
  (void)sys::futexWait(word, expected, sys::FutexScope::Process);
}
inline void wakeWaiters(const uint32_t *word, uint32_t count) { sys::futexWake(word, count); }

#else

// Defined beside what starts threads (threads/Thread.cpp). Weak: not linked otherwise.
[[gnu::weak]] void blockThread(const uint32_t *word, uint32_t expected);
[[gnu::weak]] void wakeThreads(const uint32_t *word, uint32_t count);

inline void waitForChange(const uint32_t *word, uint32_t expected) {
  if (!blockThread)
    __builtin_trap();  // the only thread waits for itself
  blockThread(word, expected);
}

inline void wakeWaiters(const uint32_t *word, uint32_t count) {
  if (wakeThreads)
    wakeThreads(word, count);
}

#endif

}  // namespace wasmc::rt

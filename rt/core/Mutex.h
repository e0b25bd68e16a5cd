// Mutual exclusion between the process's threads: one word, and no system call unless there is contention.
#pragma once

#include "rt/sys/linux/futex.h"

#include <stdint.h>

namespace wasmc::rt {

// Constant-initialised. Not recursive, and not for signal handlers.
class Mutex {
public:
  void lock() {
    uint32_t found = Free;
    if (__atomic_compare_exchange_n(&state, &found, Held, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return;
    while (__atomic_exchange_n(&state, Contended, __ATOMIC_ACQUIRE) != Free)
      (void)sys::futexWait(&state, Contended, sys::FutexScope::Process);
  }

  void unlock() {
    if (__atomic_exchange_n(&state, Free, __ATOMIC_RELEASE) == Contended)
      sys::futexWake(&state, 1);
  }

private:
  enum : uint32_t { Free, Held, Contended };  // Contended: someone may be waiting
  uint32_t state = Free;
};

class Lock {
public:
  explicit Lock(Mutex &mutex) : mutex(mutex) { mutex.lock(); }
  ~Lock() { mutex.unlock(); }
  Lock(const Lock &) = delete;
  Lock &operator=(const Lock &) = delete;

private:
  Mutex &mutex;
};

}  // namespace wasmc::rt

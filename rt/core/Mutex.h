// Mutual exclusion between the process's threads: one word, and no system call unless there is contention.
#pragma once

#include "rt/core/ThreadState.h"
#include "rt/core/Waiting.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt {

// Constant-initialised. Not recursive, and not for signal handlers. Guests are threads that lock, too, so what happens between
// lock() and unlock() must not trap.
class Mutex {
public:
  void lock() {
    if (tryLock())
      return;
    while (__atomic_exchange_n(&state, Contended, __ATOMIC_ACQUIRE) != Free)
      waitForChange(&state, Contended);
  }

  // Whether it was free, and is locked now.
  [[nodiscard]] bool tryLock() {
    uint32_t found = Free;
    return __atomic_compare_exchange_n(&state, &found, Held, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
  }

  void unlock() {
    if (__atomic_exchange_n(&state, Free, __ATOMIC_RELEASE) == Contended)
      wakeWaiters(&state, 1);
  }

private:
  enum : uint32_t { Free, Held, Contended };  // Contended: someone may be waiting
  uint32_t state = Free;
};

// Stands before mutexes that are not part of an object. In a host's process all of them are held around fork(2) (rt/host/Fork.cpp), so
// that the child finds what they guard as it should be.
#if WASMC_HOSTED
#define WASMC_PROCESS_MUTEX [[gnu::section("wasmc_mutexes")]] constinit
#else
#define WASMC_PROCESS_MUTEX constinit
#endif

class Lock {
public:
  explicit Lock(Mutex &mutex) : mutex(mutex), thread(currentThread()) {
    if (thread.landing && thread.lockCount == 0)
      touchStack();
    ++thread.lockCount;
    mutex.lock();
  }
  ~Lock() {
    mutex.unlock();
    --thread.lockCount;
  }
  Lock(const Lock &) = delete;
  Lock &operator=(const Lock &) = delete;

private:
  // What is done under a lock, further locks within it included, must get along with this much stack. Where the guest has less left,
  // its stack is exhausted here, while nothing is locked yet: a trap that the host catches never comes to the destructor.
  static constexpr ptrdiff_t stackReserve = 8192;
  [[gnu::always_inline]] static void touchStack() {
    (void)*static_cast<volatile uint8_t *>(static_cast<uint8_t *>(__builtin_frame_address(0)) - stackReserve);
  }

  Mutex &mutex;
  ThreadState &thread;
};

}  // namespace wasmc::rt

// memory.atomic.wait32, wait64 and notify (threads proposal). Guests wait in queues of our own, not in the kernel's: those compare
// 32 bits only, and know nothing of the order in which the proposal wakes.
//
// Addresses are distributed over buckets, each with a lock that makes comparing and queueing one step. A waiter lies on its
// thread's stack and belongs to the bucket's queue until it is notified or gives up, whichever takes the lock first.
#include "rt/threads/WaitQueue.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Clock.h"
#include "rt/core/Message.h"
#include "rt/core/Mutex.h"
#include "rt/traps/Trap.h"

namespace wasmc::rt {

namespace {

enum WaitResult : uint32_t { Notified = 0, NotEqual = 1, TimedOut = 2 };

struct Waiter {
  const void *address;
  Waiter *next;
  uint32_t notified;
};

class Bucket {
public:
  template <typename T> WaitResult wait(const T *address, T expected, const __kernel_timespec *deadline) {
    Waiter waiter = {.address = address, .next = nullptr, .notified = 0};
    {
      Lock lock(mutex);
      if (__atomic_load_n(address, __ATOMIC_SEQ_CST) != expected)
        return NotEqual;
      append(waiter);
    }
    while (!__atomic_load_n(&waiter.notified, __ATOMIC_ACQUIRE)) {
      Result<void> done = sys::futexWaitUntil(&waiter.notified, 0, sys::FutexScope::Process, deadline);
      if (!done && done.errorNumber() == Errno{ETIMEDOUT})
        return giveUp(waiter);
      if (!done && done.errorNumber() == Errno{EINTR} && currentThread().isInterrupted) {
        giveUp(waiter);
        trap(TrapCode::Timeout);
      }
    }
    return Notified;
  }

  uint32_t notify(const void *address, uint32_t count) {
    Lock lock(mutex);
    uint32_t woken = 0;
    for (Waiter **link = &first; *link && woken < count;) {
      if ((*link)->address != address) {
        link = &(*link)->next;
        continue;
      }
      wake(unlink(link));
      ++woken;
    }
    return woken;
  }

private:
  // A bucket is rarely shared by more waiters than a program has threads: walking is fine.
  void append(Waiter &waiter) {
    Waiter **link = &first;
    while (*link)
      link = &(*link)->next;
    *link = &waiter;
  }

  static Waiter *unlink(Waiter **link) {
    Waiter *waiter = *link;
    *link = waiter->next;
    return waiter;
  }

  // Once `notified` is set the waiter may be gone, its stack with it: the kernel is only told the address.
  static void wake(Waiter *waiter) {
    __atomic_store_n(&waiter->notified, 1, __ATOMIC_RELEASE);
    sys::futexWake(&waiter->notified, 1);
  }

  WaitResult giveUp(Waiter &waiter) {
    Lock lock(mutex);
    for (Waiter **link = &first; *link; link = &(*link)->next) {
      if (*link == &waiter) {
        unlink(link);
        return TimedOut;
      }
    }
    return Notified;  // meanwhile
  }

  Mutex mutex;
  Waiter *first = nullptr;
};

constexpr unsigned bucketCountLog2 = 6;
constinit Bucket buckets[1 << bucketCountLog2];

// Fibonacci hashing: addresses of neighbouring words go to different buckets.
Bucket &bucketOf(const void *address) {
  return buckets[reinterpret_cast<uint64_t>(address) * 0x9e3779b97f4a7c15 >> (64 - bucketCountLog2)];
}

template <typename T> WaitResult wait(const void *address, T expected, int64_t timeout) {
  const auto *word = static_cast<const T *>(address);
  if (timeout < 0)
    return bucketOf(address).wait(word, expected, nullptr);
  Result<uint64_t> now = clockTime(CLOCK_MONOTONIC);
  if (!now)
    internalError("cannot read the monotonic clock: error ", Decimal(now.errorNumber().code));
  uint64_t end = *now + static_cast<uint64_t>(timeout);  // below 2^64: each is below 2^63
  __kernel_timespec deadline = {.tv_sec = static_cast<int64_t>(end / 1'000'000'000),
                                .tv_nsec = static_cast<int64_t>(end % 1'000'000'000)};
  return bucketOf(address).wait(word, expected, &deadline);
}

}  // namespace

void forgetWaiters() {
  for (Bucket &bucket : buckets)
    bucket = {};
}

}  // namespace wasmc::rt

wasmc::abi::I32 wasmc::abi::wasmc_memory_wait32(Ptr address, I32 expected, I64 timeout) {
  return rt::wait(address, expected, static_cast<int64_t>(timeout));
}

wasmc::abi::I32 wasmc::abi::wasmc_memory_wait64(Ptr address, I64 expected, I64 timeout) {
  return rt::wait(address, expected, static_cast<int64_t>(timeout));
}

wasmc::abi::I32 wasmc::abi::wasmc_memory_notify(Ptr address, I32 count) { return rt::bucketOf(address).notify(address, count); }

// timer_create(2), timer_settime(2), timer_delete(2): a timer of the monotonic clock that signals one thread.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>
#include <linux/time.h>
#include <linux/time_types.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// The timer's number. It sends `signal` with si_code SI_TIMER and this value. A fork's child has no timers.
inline Result<int> createTimer(int thread, int signal, void *value) {
  struct sigevent event = {};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = signal;
  event.sigev_value.sival_ptr = value;
  event._sigev_un._tid = thread;
  int timer = 0;
  Result<void> done = syscall<void>(__NR_timer_create, CLOCK_MONOTONIC, &event, &timer);
  if (!done)
    return done.errorNumber();
  return timer;
}

// Lets it go off at `time`, in nanoseconds of the clock, or at once if that is past; and then every `interval` nanoseconds. 0 and 0: not
// at all. What has not been delivered by then still comes.
inline Result<void> setTimer(int timer, uint64_t time, uint64_t interval) {
  auto split = [](uint64_t nanoseconds) {
    return __kernel_timespec{static_cast<int64_t>(nanoseconds / 1'000'000'000), static_cast<int64_t>(nanoseconds % 1'000'000'000)};
  };
  struct __kernel_itimerspec setting = {.it_interval = split(interval), .it_value = split(time)};
  return syscall<void>(__NR_timer_settime, timer, TIMER_ABSTIME, &setting, nullptr);
}

inline void deleteTimer(int timer) { (void)syscall<void>(__NR_timer_delete, timer); }

}  // namespace wasmc::rt::sys

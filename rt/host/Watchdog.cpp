#include "rt/host/Watchdog.h"

#include "rt/core/Clock.h"
#include "rt/core/Mutex.h"
#include "rt/host/HostThread.h"
#include "rt/host/Interruption.h"
#include "rt/host/PosixThreads.h"

namespace wasmc::rt {

namespace {

constexpr uint64_t retryInterval = 1'000'000;  // nanoseconds: where the system had no room for a signal

WASMC_PROCESS_MUTEX Mutex starting;
bool isRunning = false;

uint64_t wakeTime = never;  // until when the watchdog sleeps
uint32_t wakeCount = 0;     // changes to wake it earlier

// Sets the thread's timer for its deadline, or does what the timer would do; otherwise, when to try again.
uint64_t remindThread(HostThread &thread, uint64_t now) {
  uint64_t time = __atomic_load_n(&thread.watchTime, __ATOMIC_SEQ_CST);
  if (time == never || time == thread.watchedTime)
    return never;
  if (time > now)
    return time;
  uint64_t deadline = __atomic_load_n(&thread.deadline, __ATOMIC_ACQUIRE);
  bool isDone = deadline == never || remindAt(thread, deadline) || (deadline <= now && remind(thread.id));
  if (isDone)
    thread.watchedTime = time;
  return isDone ? never : deadline > now ? deadline : now + retryInterval;
}

// The time when there is something to do next.
uint64_t remindThreads() {
  Result<uint64_t> now = clockTime(CLOCK_MONOTONIC);
  uint64_t earliest = never;
  for (ThreadState *each = lockThreads(); each && now; each = each->next) {
    uint64_t next = remindThread(*static_cast<HostThread *>(each), *now);
    earliest = next < earliest ? next : earliest;
  }
  unlockThreads();
  return earliest;
}

// A call writes its watchTime and reads wakeTime, this writes wakeTime and reads what calls write: one of them sees what the other wrote.
void watchThreads() {
  while (true) {
    uint32_t count = __atomic_load_n(&wakeCount, __ATOMIC_ACQUIRE);
    uint64_t earliest = remindThreads();
    __atomic_store_n(&wakeTime, earliest, __ATOMIC_SEQ_CST);
    if (remindThreads() < earliest)
      continue;
    __kernel_timespec time = {static_cast<int64_t>(earliest / 1'000'000'000), static_cast<int64_t>(earliest % 1'000'000'000)};
    (void)sys::futexWaitUntil(&wakeCount, count, sys::FutexScope::Process, earliest == never ? nullptr : &time);
  }
}

Result<void> start() {
  starting.lock();
  Result<void> done = {};
  if (!isRunning)
    done = startDetachedThread(watchThreads, "wasmc-watchdog");
  __atomic_store_n(&isRunning, isRunning || done, __ATOMIC_RELEASE);
  starting.unlock();
  return done;
}

}  // namespace

Result<void> watch(uint64_t time) {
  if (time >= __atomic_load_n(&wakeTime, __ATOMIC_SEQ_CST))
    return {};
  if (!__atomic_load_n(&isRunning, __ATOMIC_ACQUIRE)) {
    if (Result<void> done = start(); !done)
      return done;
  }
  __atomic_add_fetch(&wakeCount, 1, __ATOMIC_RELEASE);
  sys::futexWake(&wakeCount, 1);
  return {};
}

void forgetWatchdog() {
  isRunning = false;
  wakeTime = never;
}

}  // namespace wasmc::rt

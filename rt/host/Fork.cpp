// fork(2): the child has one thread, and finds everything unlocked and complete.
#include "rt/core/Mutex.h"
#include "rt/host/CodeRegistry.h"
#include "rt/host/Instance.h"
#include "rt/host/Interruption.h"
#include "rt/host/PosixThreads.h"
#include "rt/host/Signals.h"
#include "rt/host/Watchdog.h"
#include "rt/sys/linux/schedYield.h"
#include "rt/threads/WaitQueue.h"
#include "rt/traps/GuardedMemories.h"

extern "C" {
// Defined by the linker: those that are declared with WASMC_PROCESS_MUTEX.
[[gnu::visibility("hidden")]] extern wasmc::rt::Mutex __start_wasmc_mutexes[], __stop_wasmc_mutexes[];
}

namespace wasmc::rt {

namespace {

// Some are locked by who holds others: so none of them is waited for.
bool tryLockAll() {
  for (Mutex *each = __start_wasmc_mutexes; each != __stop_wasmc_mutexes; ++each) {
    if (each->tryLock())
      continue;
    while (each != __start_wasmc_mutexes)
      (--each)->unlock();
    return false;
  }
  return true;
}

void lockAll() {
  while (!tryLockAll())
    (void)sys::schedYield();
}

void unlockAll() {
  for (Mutex *each = __start_wasmc_mutexes; each != __stop_wasmc_mutexes; ++each)
    each->unlock();
}

// The calls that the fork was made in go on, on a thread with another number and without the watchdog.
void moveCalls(HostThread &thread) {
  for (GuestCall *call = currentCall(thread); call; call = static_cast<GuestCall *>(call->outer)) {
    if (call->activity)
      call->activity->moveTo(thread.id);
    for (CrossCall *cross = call->crossCalls; cross; cross = cross->outer)
      cross->instance->activity.moveTo(thread.id);
  }
  if (thread.deadline != never)
    remindAt(thread, thread.deadline);
}

void beginChild() {
  forgetOtherThreads();
  forgetWatchdog();
  forgetCodeReaders();
  forgetMemoryReaders();
  forgetWaiters();
  moveCalls(hostThread);
  unlockAll();
}

}  // namespace

Result<void> prepareForks() { return onFork(lockAll, unlockAll, beginChild); }

}  // namespace wasmc::rt

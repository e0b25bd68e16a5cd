#include "rt/host/GuestCall.h"

#include "rt/core/Clock.h"
#include "rt/core/Message.h"
#include "rt/host/Instance.h"
#include "rt/host/Interruption.h"
#include "rt/host/Watchdog.h"
#include "rt/traps/Trap.h"

namespace wasmc::rt {

namespace {

// How long before a deadline, at most, the watchdog sets the thread's timer.
constexpr uint64_t watchLead = 50'000'000;  // nanoseconds

uint64_t now() {
  Result<uint64_t> time = clockTime(CLOCK_MONOTONIC);
  if (!time)
    internalError("cannot read the monotonic clock: error ", Decimal(time.errorNumber().code));
  return *time;
}

}  // namespace

namespace {

bool isInterrupted(const GuestCall &call) {
  for (const CrossCall *cross = call.crossCalls; cross; cross = cross->outer)
    if (cross->instance->activity.isInterrupted())
      return true;
  return call.activity && call.activity->isInterrupted();
}

}  // namespace

void noteInterruptions(const GuestCall &innermost) {
  for (const GuestCall *call = &innermost; call; call = static_cast<const GuestCall *>(call->outer)) {
    for (const CrossCall *cross = call->crossCalls; cross; cross = cross->outer)
      if (cross->instance->activity.isInterrupted())
        cross->instance->activity.noteInterruption();
    if (call->activity && call->activity->isInterrupted())
      call->activity->noteInterruption();
  }
}

// The innermost's deadline is the earliest.
Stop dueStop(const GuestCall &innermost) {
  for (const GuestCall *call = &innermost; call; call = static_cast<const GuestCall *>(call->outer))
    if (isInterrupted(*call))
      return Stop::Interrupted;
  return innermost.deadline != never && innermost.deadline <= now() ? Stop::TimedOut : Stop::None;
}

namespace {

// Whether the innermost call is to end; what has been noted may be out of date. If so it stays noted, for the calls around.
bool mustStop(HostThread &thread, GuestCall &innermost) {
  stopReminding(thread);
  __atomic_store_n(&thread.isInterrupted, false, __ATOMIC_RELAXED);
  orderForSignals();
  innermost.stop = dueStop(innermost);
  if (innermost.stop == Stop::None) {
    if (innermost.deadline != never)
      remindAt(thread, innermost.deadline);
    return false;
  }
  innermost.code = TrapCode::Timeout;
  thread.isInterrupted = true;
  return true;
}

}  // namespace

// It was noted while the host's function ran that makes this call.
bool refusesCall(HostThread &thread, GuestCall &call) { return mustStop(thread, call); }

Result<bool> beginTimedCall(HostThread &thread, GuestCall &call, uint64_t nanoseconds) {
  uint64_t end;
  if (__builtin_add_overflow(now(), nanoseconds, &end))
    end = never;
  bool mayRun = beginCall(thread, call);
  if (end >= call.deadline)
    return mayRun;
  call.deadline = end;
  call.watchTime = end - (nanoseconds / 2 < watchLead ? nanoseconds / 2 : watchLead);
  __atomic_store_n(&thread.deadline, end, __ATOMIC_RELEASE);
  __atomic_store_n(&thread.watchTime, call.watchTime, __ATOMIC_SEQ_CST);
  if (Result<void> done = watch(call.watchTime); !done)
    return done.errorNumber();
  return mayRun;
}

// The watchdog may have looked when it had done its part for the inner call, and know of no other. If it can't be made any more, in the
// child of a fork, the thread reminds itself.
void watchAgain(HostThread &thread, const GuestCall *outer) {
  uint64_t deadline = outer ? outer->deadline : never;
  __atomic_store_n(&thread.deadline, deadline, __ATOMIC_RELEASE);
  __atomic_store_n(&thread.watchTime, outer ? outer->watchTime : never, __ATOMIC_SEQ_CST);
  bool isReminding = __atomic_load_n(&thread.isReminding, __ATOMIC_ACQUIRE);
  if (deadline == never)
    return stopReminding(thread);
  if (isReminding || !watch(outer->watchTime))
    remindAt(thread, deadline);
}

void endInterruption(HostThread &thread) {
  if (currentCall(thread))
    return;  // the host's function that has made the call returns through leaveHost
  stopReminding(thread);
  thread.isInterrupted = false;
}

void endIfInterrupted(HostThread &thread) {
  if (mustStop(thread, *currentCall(thread)))
    trap(TrapCode::Timeout);
}

}  // namespace wasmc::rt

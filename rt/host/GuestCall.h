// Calls of guest code that end when their time is up, or when somebody asks for it.
//
// The calls of a thread, one inside the other, are its list of landings, the innermost first. The signal of Interruption.h makes the
// thread look whether one of them is to end. If so, and guest code is running, the innermost ends at once, with all guest frames of
// it; those around it end when the host's function in between returns. Elsewhere the thread only notes it, in
// ThreadState::isInterrupted.
#pragma once

#include "rt/host/Activity.h"

struct ucontext;

namespace wasmc::rt {

class Cursor;

// The innermost call, or null. All landings of a thread are such calls.
inline GuestCall *currentCall(const HostThread &thread) { return static_cast<GuestCall *>(thread.landing); }

// Begins a call; false, and it must not run, if it is to end already: `stop` says why. To be followed by endCall in any case.
// `thread` must be attached (HostThread.h).
[[nodiscard]] bool refusesCall(HostThread &thread, GuestCall &call);
[[nodiscard]] inline bool beginCall(HostThread &thread, GuestCall &call) {
  GuestCall *outer = currentCall(thread);
  call.outer = outer;
  call.deadline = outer ? outer->deadline : never;
  call.watchTime = outer ? outer->watchTime : never;
  orderForSignals();
  thread.landing = &call;
  orderForSignals();
  return !__atomic_load_n(&thread.isInterrupted, __ATOMIC_RELAXED) || !refusesCall(thread, call);
}

// The same of a call that may take so many nanoseconds, more than 0. An error where the system refuses what that needs.
Result<bool> beginTimedCall(HostThread &thread, GuestCall &call, uint64_t nanoseconds);

// However it has ended.
void endInterruption(HostThread &thread);
void watchAgain(HostThread &thread, const GuestCall *outer);
inline void endCall(HostThread &thread, const GuestCall &call) {
  GuestCall *outer = static_cast<GuestCall *>(call.outer);
  if (call.deadline != never) [[unlikely]]
    watchAgain(thread, outer);
  thread.landing = outer;
  orderForSignals();
  if (__atomic_load_n(&thread.isInterrupted, __ATOMIC_RELAXED)) [[unlikely]]
    endInterruption(thread);
}

// Around a function of the host's that the guest calls: no signal disturbs it more than once. leaveHost ends the guest's call, and does
// not return, if that is to end: nothing on the stack up to the guest may need its destructor.
inline void enterHost(GuestCall &call) {
  call.isInHost = true;
  orderForSignals();
}
void endIfInterrupted(HostThread &thread);
inline void leaveHost(HostThread &thread, GuestCall &call) {
  orderForSignals();
  call.isInHost = false;
  orderForSignals();
  if (__atomic_load_n(&thread.isInterrupted, __ATOMIC_RELAXED)) [[unlikely]]
    endIfInterrupted(thread);
}

// Ends a call at an instruction of it that a signal has interrupted: `context` goes on at its landing.
void endCallAt(GuestCall &call, TrapCode code, const Cursor &origin, ucontext &context);

// Why the innermost call is to end, now.
Stop dueStop(const GuestCall &innermost);

// Of all calls that are to be interrupted, from the innermost outwards: Activity::noteInterruption.
void noteInterruptions(const GuestCall &innermost);

}  // namespace wasmc::rt

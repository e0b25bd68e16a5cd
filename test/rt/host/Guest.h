// Functions of the test's own that libwasmc takes for guest code, and calls of them as rt/host makes them.
#pragma once

#include "rt/host/CodeRegistry.h"
#include "rt/host/GuestCall.h"
#include "rt/host/Signals.h"
#include "rt/host/StackSwitch.h"
#include "rt/threads/GuestStack.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define GUEST [[gnu::section("wasmc_text"), gnu::noinline, clang::no_sanitize("address", "thread")]]

extern "C" const uint8_t __start_wasmc_text[], __stop_wasmc_text[];

namespace guest {

using namespace wasmc::rt;

inline void expect(bool condition, const char *what) {
  if (condition)
    return;
  fprintf(stderr, "FAILED: %s\n", what);
  abort();
}

inline double milliseconds() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

inline volatile int state = 0;
GUEST inline void returns(void *) { state = state + 1; }
GUEST inline void runsForEver(void *) {
  while (true)
    state = state + 1;
}
GUEST inline void callsNull(void *) { (void)*reinterpret_cast<volatile int *>(8); }

// A function of the host's, as the guest sees it.
struct HostFunction {
  void (*function)(void *);
  void *argument;
};
inline void *runHostFunction(void *host, void *, void *) {
  static_cast<HostFunction *>(host)->function(static_cast<HostFunction *>(host)->argument);
  return nullptr;
}
[[clang::no_sanitize("address", "thread")]] inline void callHost(HostFunction *host) {
  GuestCall &call = *currentCall(hostThread);
  uint8_t *top = hostThread.guestTop;
  enterHost(call);
  callOnOtherStack(runHostFunction, host, nullptr, nullptr, reinterpret_cast<uint8_t *>(call.stackPointer), &hostThread.guestTop);
  hostThread.guestTop = top;
  leaveHost(hostThread, call);
}
GUEST inline void callsHost(void *host) { callHost(static_cast<HostFunction *>(host)); }
GUEST inline void callsHostForEver(void *host) {
  while (true)
    callHost(static_cast<HostFunction *>(host));
}

inline void prepare() {
  static wasmc::abi::Plugin plugin = {.textBegin = __start_wasmc_text, .textEnd = __stop_wasmc_text};
  static LoadedCode code = {.plugin = &plugin};
  expect(registerCode(code) && prepareSignals(), "prepare");
}

struct Outcome {
  bool hasReturned;
  Stop stop;
  double time = 0;  // milliseconds

  bool trapped() const { return !hasReturned && stop == Stop::None; }
  bool timedOut() const { return !hasReturned && stop == Stop::TimedOut; }
  bool wasInterrupted() const { return !hasReturned && stop == Stop::Interrupted; }
};

// `timeout` in nanoseconds; 0: none. It takes no time, hence no vector registers: what becomes of them is the runtime's doing.
[[gnu::noinline, clang::no_sanitize("address", "thread")]] inline Outcome callUntimed(Activity &activity, uint64_t timeout,
                                                                                      void (*function)(void *),
                                                                                      void *argument = nullptr) {
  HostThread &thread = hostThread;
  if (!thread.isAttached) {
    expect(attachThread().ok(), "attach");
    thread.stack = *mapGuestStack(guestStackSize);
    thread.guestTop = thread.stack.top;
  }
  GuestCall call;
  call.activity = &activity;
  Activity::Entry entry = activity.enter(thread.id);
  expect(entry != Activity::Entry::Busy, "one thread at a time");
  Result<bool> mayRun = timeout > 0 ? beginTimedCall(thread, call, timeout) : beginCall(thread, call);
  expect(mayRun.ok(), "a watchdog");
  uint8_t *top = thread.guestTop;
  bool hasReturned = *mayRun && enterGuest(thread, reinterpret_cast<void *>(function), argument, nullptr, &call);
  thread.guestTop = top;
  endCall(thread, call);
  bool isLeft = thread.isInterrupted || thread.isReminding || thread.deadline != never;
  expect(!isLeft || currentCall(thread), "nothing is left of a call");
  if (entry == Activity::Entry::Outermost)
    activity.leave();
  return {hasReturned, call.stop};
}

// `timeout` in milliseconds.
inline Outcome call(Activity &activity, double timeout, void (*function)(void *), void *argument = nullptr) {
  double begin = milliseconds();
  Outcome outcome = callUntimed(activity, static_cast<uint64_t>(timeout * 1e6), function, argument);
  outcome.time = milliseconds() - begin;
  return outcome;
}

}  // namespace guest

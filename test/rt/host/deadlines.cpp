// Deadlines end calls wherever they are: in guest code, in functions of the host's when these return, in calls inside of calls, and in
// what waits.
//
// RUN: %hosttest %s -o %t && %run %t
// RUN: %if sanitizers %{ %hosttest -fsanitize=address %s -o %t.asan && %t.asan %}
// RUN: %if sanitizers %{ %hosttest -fsanitize=thread %s -o %t.tsan && %t.tsan %}
#include "test/rt/host/Guest.h"

#include <errno.h>
#include <unistd.h>

using namespace guest;

namespace {

Activity outer, inner;
Outcome innerOutcome;
int ends[2];

void sleepLong(void *) {
  double end = milliseconds() + 40;
  while (milliseconds() < end)
    usleep(10000);
}
void callInnerForEver(void *) { innerOutcome = call(inner, 0, runsForEver); }
void callInnerWithin5(void *) { innerOutcome = call(inner, 5, runsForEver); }
void sleepAndCallInner(void *) {
  sleepLong(nullptr);
  innerOutcome = call(inner, 0, runsForEver);
}

// As a function of WASI that waits.
int waits = 0;
void wait(void *) {
  char byte;
  ++waits;
  while (read(ends[0], &byte, 1) < 0 && errno == EINTR && !hostThread.isInterrupted)
    ;
  if (hostThread.isInterrupted)
    endIfInterrupted(hostThread);
}
GUEST void waitsForEver(void *) {
  while (true)
    wait(nullptr);
}

void testGuestCode() {
  expect(call(outer, 0, returns).hasReturned, "without a deadline");
  expect(call(outer, 10000, returns).hasReturned, "before the deadline");
  for (int i = 0; i < 10; ++i) {
    Outcome outcome = call(outer, 5, runsForEver);
    expect(outcome.timedOut() && outcome.time >= 4.9, "at the deadline");
  }
  expect(call(outer, 1e-6, runsForEver).timedOut(), "a deadline that is past at once");
  expect(call(outer, 10000, callsNull).trapped(), "a trap is none");
}

void testHostFunctions() {
  HostFunction sleeping = {sleepLong, nullptr};
  Outcome outcome = call(outer, 5, callsHost, &sleeping);
  expect(outcome.timedOut() && outcome.time >= 40, "when the host's function returns");
  expect(call(outer, 5, callsHostForEver, &sleeping).timedOut(), "that is called again and again");
}

void testNestedCalls() {
  HostFunction nested = {callInnerForEver, nullptr};
  expect(call(outer, 5, callsHost, &nested).timedOut() && innerOutcome.timedOut(), "both calls at the outer's deadline");
  nested.function = callInnerWithin5;
  expect(call(outer, 0, callsHost, &nested).hasReturned && innerOutcome.timedOut(), "the inner call alone");
  expect(call(outer, 10000, callsHost, &nested).hasReturned && innerOutcome.timedOut(), "the inner call before the outer");
  expect(call(outer, 30, callsHostForEver, &nested).timedOut(), "the outer one after many inner ones");
  nested.function = sleepAndCallInner;
  expect(call(outer, 5, callsHost, &nested).timedOut() && innerOutcome.timedOut(), "an inner call after the deadline");
}

}  // namespace

int main() {
  prepare();
  testGuestCode();
  testHostFunctions();
  testNestedCalls();
  expect(pipe(ends) == 0, "pipe");
  expect(call(outer, 5, waitsForEver).timedOut() && waits == 1, "in a call that waits");
}

// Interruptions end what runs, from other threads and from signal handlers, where there is no watchdog, too; and nothing else.
//
// RUN: %hosttest %s -o %t && %run %t
// RUN: %if sanitizers %{ %hosttest -fsanitize=thread %s -o %t.tsan && %t.tsan %}
#include "test/rt/host/Guest.h"

#include <atomic>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

using namespace guest;

namespace {

Activity outer, inner;
Outcome innerOutcome;

void atAlarm(int) { outer.interrupt(); }

// Again and again: the call may begin late. 0: no more.
void setAlarm(int milliseconds) {
  itimerval timer = {{0, milliseconds * 1000}, {0, milliseconds * 1000}};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

bool hasBegunInner = false;
void callInner(void *) {
  hasBegunInner = true;
  innerOutcome = call(inner, 0, runsForEver);
}

// The call may be in any phase when this comes.
std::atomic<bool> isOver = false;
void *interruptOften(void *) {
  while (!isOver) {
    outer.interrupt();
    usleep(50);
  }
  return nullptr;
}

void testRaces() {
  pthread_t thread;
  expect(pthread_create(&thread, nullptr, interruptOften, nullptr) == 0, "thread");
  HostFunction nothing = {[](void *) {}, nullptr};
  int interrupted = 0;
  for (int i = 0; i < 1000; ++i) {
    Outcome outcome = call(outer, 0, i % 2 ? callsHost : returns, &nothing);
    expect(outcome.hasReturned || outcome.wasInterrupted(), "returns or is interrupted");
    interrupted += !outcome.hasReturned;
    expect(call(inner, 0, callsHost, &nothing).hasReturned, "another instance is not interrupted");
    expect(call(outer, 0, i % 2 ? runsForEver : callsHostForEver, &nothing).wasInterrupted(), "one that does not return");
  }
  isOver = true;
  pthread_join(thread, nullptr);
}

// In a function of the host's: how often its system calls are disturbed, whoever asks, and how often.
int disturbed;
void waitOften(void *) {
  for (int i = 0; i < 40; ++i) {
    timespec time = {0, 5'000'000};
    disturbed += nanosleep(&time, nullptr) != 0;
  }
}

void testHost() {
  pthread_t thread;
  isOver = false;
  expect(pthread_create(&thread, nullptr, interruptOften, nullptr) == 0, "thread");
  HostFunction waiting = {waitOften, nullptr};
  for (int i = 0; i < 3; ++i) {
    disturbed = 0;
    expect(call(outer, 0, callsHost, &waiting).wasInterrupted() && disturbed <= 1, "a host's function is disturbed once");
  }
  isOver = true;
  pthread_join(thread, nullptr);
}

void testSignalHandlers() {
  signal(SIGALRM, atAlarm);
  setAlarm(5);
  expect(call(outer, 0, runsForEver).wasInterrupted(), "from a signal handler");
  HostFunction nested = {callInner, nullptr};
  do
    expect(call(outer, 0, callsHost, &nested).wasInterrupted(), "from a signal handler, in any call");
  while (!hasBegunInner);
  expect(innerOutcome.wasInterrupted(), "with what runs on its behalf");
  setAlarm(0);
  expect(call(outer, 0, returns).hasReturned && call(inner, 0, returns).hasReturned, "only once");
}

}  // namespace

int main() {
  prepare();
  outer.interrupt();
  expect(call(outer, 0, returns).hasReturned, "nothing ran when it was interrupted");
  if (!__has_feature(thread_sanitizer))  // which delays handlers until the program calls the C library
    testSignalHandlers();
  testRaces();
  testHost();
}

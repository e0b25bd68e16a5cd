// Threads come and go, with deadlines of their own, on stacks of theirs for signals; at their end nothing of ours is left. A fork's
// child can call guests, and goes on with the call that it was made in.
//
// RUN: %hosttest %s -o %t && %run %t
// RUN: %if sanitizers %{ %hosttest -fsanitize=thread %s -o %t.tsan && env TSAN_OPTIONS=die_after_fork=0 %t.tsan %}
// RUN: %if sanitizers %{ %hosttest -fsanitize=address %s -o %t.asan && env ASAN_OPTIONS=use_sigaltstack=0 %t.asan %}
#include "test/rt/host/Guest.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace guest;

namespace {

// Each calls an instance of its own, so that all are stopped at about the same time.
void *callOften(void *) {
  Activity activity;
  for (int i = 0; i < 20; ++i) {
    expect(call(activity, 1 + i % 3, runsForEver).timedOut(), "its own deadline");
    expect(call(activity, 60000, returns).hasReturned, "nobody else's");
    expect(call(activity, 0, callsNull).trapped(), "its own trap");
  }
  return nullptr;
}

// All signals blocked, as threads are in programs that have one for signals.
void *callBlocked(void *argument) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  return callOften(argument);
}

stack_t signalStack() {
  stack_t stack;
  sigaltstack(nullptr, &stack);
  return stack;
}

// The program's own stack for signals: used if it is large enough, else back when the thread's end comes.
pthread_key_t key;
void *smallStack;
void checkStack(void *times) {
  if (times != nullptr && times != smallStack)
    pthread_setspecific(key, smallStack);  // once more, when everybody's destructor has run
  else
    expect(signalStack().ss_sp == smallStack, "the program's stack is back");
}
void *callWithStack(void *argument) {
  size_t size = reinterpret_cast<size_t>(argument);
  static char memory[2][128 << 10];  // the first thread's and the second's
  stack_t stack = {memory[size >= sizeof memory[0]], 0, size};
  sigaltstack(&stack, nullptr);
  callOften(nullptr);
  bool isLarge = size >= (64 << 10);
  expect((signalStack().ss_sp == stack.ss_sp) == isLarge, "a stack that is large enough stays");
  if (!isLarge) {
    smallStack = stack.ss_sp;
    pthread_setspecific(key, &key);
  }
  return nullptr;
}

void run(void *(*function)(void *), void *argument = nullptr) {
  pthread_t threads[8];
  for (pthread_t &thread : threads)
    expect(pthread_create(&thread, nullptr, function, argument) == 0, "thread");
  for (pthread_t &thread : threads)
    pthread_join(thread, nullptr);
}
void runOne(void *(*function)(void *), void *argument = nullptr) {
  pthread_t thread;
  expect(pthread_create(&thread, nullptr, function, argument) == 0, "thread");
  pthread_join(thread, nullptr);
}

int countMappings() {
  FILE *maps = fopen("/proc/self/maps", "r");
  int lines = 0;
  for (int c; (c = fgetc(maps)) != EOF;)
    lines += c == '\n';
  fclose(maps);
  return lines;
}

// --- fork

Activity activity;

// The deadline of the call that we are in may disturb it, once.
bool succeeds(pid_t child) {
  int status = -1;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  return status == 0;
}

bool succeeds(void (*inChild)()) {
  pid_t child = fork();
  if (child == 0) {
    inChild();
    _exit(0);
  }
  return succeeds(child);
}

void callInChild() {
  expect(call(activity, 0, callsNull).trapped(), "a trap in the child");
  expect(call(activity, 5, runsForEver).timedOut(), "a deadline in the child");
}

// In the middle of a call: the child's own copy of it goes on.
bool isChild = false;
void forkWithin(void *) {
  pid_t child = fork();
  isChild = child == 0;
  expect(isChild || succeeds(child), "the child that goes on with a call");
}
GUEST void callsHostThenRuns(void *host) {
  callHost(static_cast<HostFunction *>(host));
  runsForEver(nullptr);
}

void testFork() {
  expect(succeeds(callInChild), "child");
  HostFunction forking = {forkWithin, nullptr};
  expect(call(activity, 100, callsHostThenRuns, &forking).timedOut(), "the call ends in both");
  if (isChild)
    _exit(0);
  expect(call(activity, 5, runsForEver).timedOut(), "deadlines of the parent after it");
}

}  // namespace

int main() {
  prepare();
  pthread_key_create(&key, checkStack);
  run(callOften);
  run(callBlocked);
  runOne(callWithStack, reinterpret_cast<void *>(8 << 10));
  runOne(callWithStack, reinterpret_cast<void *>(128 << 10));
  testFork();
  int before = countMappings();
  for (int i = 0; i < 50; ++i)
    runOne([](void *) -> void * {
      Activity own;
      expect(call(own, 60000, returns).hasReturned, "a short thread");
      return nullptr;
    });
  expect(countMappings() <= before + 4, "no stack is left of threads that have ended");
}

// Threads that fight over one instance: never are two inside, what one has done there the next one sees, and it is busy only while
// somebody is inside.
//
// RUN: %hosttest %s -o %t && %run %t
// RUN: %if sanitizers %{ %hosttest -fsanitize=thread %s -o %t.tsan && %t.tsan %}
#include "test/rt/host/Guest.h"

#include <pthread.h>
#include <sched.h>

using namespace guest;

namespace {

constexpr int threadCount = 4, callsEach = 100000;

Activity activity;
int inside = 0;  // no atomics: who is inside is alone
long calls = 0;
long counted = 0;  // by the threads themselves, atomically
pthread_barrier_t barrier;

bool callIn(int thread) {
  Activity::Entry entry = activity.enter(thread);
  if (entry == Activity::Entry::Busy)
    return false;
  expect(entry == Activity::Entry::Outermost, "no call of this thread is around it");
  expect(++inside == 1, "nobody else is inside");
  ++calls;
  expect(activity.enter(thread) == Activity::Entry::Nested, "a call within it");
  expect(activity.isRunning(), "it runs");
  expect(--inside == 0, "nobody else was inside");
  activity.leave();
  return true;
}

// The threads' numbers are those of the array.
void *fight(void *number) {
  int thread = *static_cast<int *>(number);
  pthread_barrier_wait(&barrier);
  for (int i = 0; i < callsEach; ++i) {
    if (callIn(thread))
      __atomic_fetch_add(&counted, 1, __ATOMIC_RELAXED);
    if (i % (8 * thread) == 0)
      sched_yield();
  }
  return nullptr;
}

void *callOnce(void *number) {
  expect(callIn(*static_cast<int *>(number)), "it is free");
  return nullptr;
}

void runEach(void *(*function)(void *)) {
  static int numbers[threadCount];
  pthread_t threads[threadCount];
  for (int i = 0; i < threadCount; ++i) {
    numbers[i] = i + 1;
    expect(pthread_create(&threads[i], nullptr, function, &numbers[i]) == 0, "thread");
    if (function == callOnce)
      pthread_join(threads[i], nullptr);
  }
  for (int i = 0; i < threadCount && function != callOnce; ++i)
    pthread_join(threads[i], nullptr);
}

}  // namespace

int main() {
  pthread_barrier_init(&barrier, nullptr, threadCount);
  runEach(fight);
  expect(calls == counted && calls > 0, "all calls are seen");
  runEach(callOnce);
  expect(calls == counted + threadCount && !activity.isRunning(), "nobody was refused");
}

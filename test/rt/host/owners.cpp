// Threads that fight over one instance, entering as owners where they can: never are two inside, and what one has done there the next one sees. One of them is its owner
// again and again, until ownership has been revoked too often; new instances, so that all phases of that come often.
//
// RUN: %hosttest %s -o %t && %t
// The part that is not inline is compiled with it, for ThreadSanitizer to see its atomics.
// RUN: %hosttest -fsanitize=thread -DWASMC_HOSTED -DWASMC_INTERRUPTION_SIGNAL=58 -include rt/host/Activity.cpp %s -o %t.tsan
// RUN: %t.tsan
#include "test/rt/host/Guest.h"

#include <pthread.h>

using namespace guest;

namespace {

constexpr int threadCount = 4, rounds = 2000, callsEach = 300;

struct Instance {
  Activity activity;
  int inside = 0;  // no atomics: who is inside is alone
  long calls = 0;
  long counted = 0;  // by the threads themselves, atomically
};

Instance instances[rounds];
pthread_barrier_t barrier;

void callIn(Instance &instance, HostThread &thread) {
  bool isOwner = instance.activity.enterAsOwner(thread);
  Activity::Entry entry = isOwner ? Activity::Entry::Outermost : instance.activity.enter(thread);
  if (entry == Activity::Entry::Busy)
    return;
  expect(entry == Activity::Entry::Outermost, "no call of this thread is around it");
  expect(++instance.inside == 1, "nobody else is inside");
  ++instance.calls;
  expect(instance.activity.enter(thread) == Activity::Entry::Nested, "a call within it");
  expect(instance.activity.isRunning(), "it runs");
  expect(--instance.inside == 0, "nobody else was inside");
  if (isOwner)
    instance.activity.leaveAsOwner(thread);
  else
    instance.activity.leave();
  __atomic_fetch_add(&instance.counted, 1, __ATOMIC_RELAXED);
}

void *fight(void *number) {
  HostThread &thread = hostThread;
  expect(attachThread().ok(), "attach");
  for (int round = 0; round < rounds; ++round) {
    Instance &instance = instances[round];
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < callsEach; ++i) {
      callIn(instance, thread);
      if (round % 3 == 0 && i % 16 == 0)
        instance.activity.disown(thread.id);
      if (number && i % 8 == 0)
        sched_yield();
    }
  }
  return nullptr;
}

// One after another: an instance is never busy when nobody is inside, whoever was its owner, and however often that has changed.
void *callOnce(void *instance) {
  expect(attachThread().ok(), "attach");
  long before = static_cast<Instance *>(instance)->calls;
  callIn(*static_cast<Instance *>(instance), hostThread);
  callIn(*static_cast<Instance *>(instance), hostThread);
  expect(static_cast<Instance *>(instance)->calls == before + 2, "it was free");
  return nullptr;
}

}  // namespace

int main() {
  expect(prepareSignals().ok(), "prepare");
  pthread_barrier_init(&barrier, nullptr, threadCount);
  pthread_t threads[threadCount];
  for (pthread_t &thread : threads)
    expect(pthread_create(&thread, nullptr, fight, &thread == threads ? nullptr : &thread) == 0, "thread");
  for (pthread_t &thread : threads)
    pthread_join(thread, nullptr);
  for (Instance &instance : instances)
    expect(instance.calls == instance.counted && instance.calls > 0, "all calls are seen");
  static Instance passedOn;
  callOnce(&passedOn);
  for (int i = 0; i < 20; ++i) {
    pthread_t thread;
    expect(pthread_create(&thread, nullptr, callOnce, &passedOn) == 0, "thread");
    pthread_join(thread, nullptr);
  }
  callOnce(&passedOn);
}

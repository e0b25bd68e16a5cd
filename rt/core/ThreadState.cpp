#include "rt/core/ThreadState.h"

#include "rt/core/Mutex.h"
#include "rt/core/Process.h"
#include "rt/sys/linux/kill.h"

constinit wasmc::abi::AllocationRegion wasmc_gc_region = {};

namespace wasmc::rt {

namespace {

WASMC_PROCESS_MUTEX Mutex listMutex;
constinit ThreadState *threads = nullptr;

}  // namespace

void dieBySignal(int signal) {
  int thread = currentThread().id;
  sys::killBySignal(process().id, thread ? thread : process().id, signal);
}

ThreadState *firstEnlistedThread() { return threads; }

ThreadState *lockThreads() {
  listMutex.lock();
  return threads;
}

void unlockThreads() { listMutex.unlock(); }

void keepOnlyThread(ThreadState *thread) {
  threads = thread;
  if (thread)
    thread->next = thread->previous = nullptr;
}

void enlistThread(ThreadState &thread) {
  thread.next = lockThreads();
  if (threads)
    threads->previous = &thread;
  threads = &thread;
  unlockThreads();
}

void delistThread(ThreadState &thread) {
  (void)lockThreads();
  if (thread.next)
    thread.next->previous = thread.previous;
  (thread.previous ? thread.previous->next : threads) = thread.next;
  unlockThreads();
}

void beginThreadList(ThreadState &first) {
  enlistThread(first);
  wasmc_gc_region = {};  // it can't be shared
}

}  // namespace wasmc::rt

#include "rt/core/ThreadState.h"

#include "rt/core/Message.h"
#include "rt/core/Mutex.h"
#include "rt/core/Process.h"
#include "rt/sys/linux/kill.h"
#include "rt/sys/linux/threadPointer.h"

constinit wasmc::abi::AllocationRegion wasmc_gc_region = {};

namespace wasmc::rt {

namespace {

constinit ThreadState firstThread = {};
constinit ThreadControlBlock firstBlock = {};

bool severalThreads = false;  // changes once, while there is one thread

constinit Mutex listMutex;
constinit ThreadState *threads = nullptr;

}  // namespace

ThreadState &currentThread() {
  return severalThreads ? *static_cast<ThreadControlBlock *>(sys::threadPointer())->state : firstThread;
}

void dieBySignal(int signal) {
  int thread = currentThread().id;
  sys::killBySignal(process().id, thread ? thread : process().id, signal);
}

bool hasSeveralThreads() { return severalThreads; }

ThreadState *lockThreads() {
  listMutex.lock();
  return threads;
}

void unlockThreads() { listMutex.unlock(); }

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

void prepareForThreads(ThreadControlBlock *block) {
  if (severalThreads)
    return;
  if (!block)
    block = &firstBlock;
  *block = {.self = block, .state = &firstThread};
  if (Result<void> done = sys::setThreadPointer(block); !done)
    fatalError("cannot set the thread pointer: error ", Decimal(done.errorNumber().code));
  severalThreads = true;
  enlistThread(firstThread);
  wasmc_gc_region = {};  // it can't be shared
}

}  // namespace wasmc::rt

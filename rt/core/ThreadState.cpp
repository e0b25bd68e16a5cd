#include "rt/core/ThreadState.h"

#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/sys/linux/kill.h"
#include "rt/sys/linux/threadPointer.h"

constinit wasmc::abi::AllocationRegion wasmc_gc_region = {};

namespace wasmc::rt {

namespace {

constinit ThreadState firstThread = {};
constinit ThreadControlBlock firstBlock = {};

bool severalThreads = false;  // changes once, while there is one thread

}  // namespace

ThreadState &currentThread() {
  return severalThreads ? *static_cast<ThreadControlBlock *>(sys::threadPointer())->state : firstThread;
}

void dieBySignal(int signal) {
  int thread = currentThread().id;
  sys::killBySignal(process().id, thread ? thread : process().id, signal);
}

bool hasSeveralThreads() { return severalThreads; }

void prepareForThreads(ThreadControlBlock *block) {
  if (severalThreads)
    return;
  if (!block)
    block = &firstBlock;
  *block = {.self = block, .state = &firstThread};
  if (Result<void> done = sys::setThreadPointer(block); !done)
    fatalError("cannot set the thread pointer: error ", Decimal(done.errorNumber().code));
  severalThreads = true;
  wasmc_gc_region = {};  // it can't be shared
}

}  // namespace wasmc::rt

// How a thread finds its state by the CPU's thread pointer.
#include "rt/core/Message.h"
#include "rt/core/ThreadState.h"
#include "rt/sys/linux/threadPointer.h"

namespace wasmc::rt {

namespace {

constinit ThreadState firstThread = {};
constinit ThreadControlBlock firstBlock = {};

bool severalThreads = false;  // changes once, while there is one thread

}  // namespace

ThreadState &currentThread() {
  return severalThreads ? *static_cast<ThreadControlBlock *>(sys::threadPointer())->state : firstThread;
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
  beginThreadList(firstThread);
}

}  // namespace wasmc::rt

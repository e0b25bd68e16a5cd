#include "rt/core/ThreadState.h"

#include "rt/sys/linux/threadPointer.h"

namespace wasmc::rt {

namespace {

constinit ThreadState firstThread = {.self = &firstThread};

bool severalThreads = false;  // changes once, while there is one thread

}  // namespace

ThreadState &currentThread() { return severalThreads ? *static_cast<ThreadState *>(sys::threadPointer()) : firstThread; }

bool hasSeveralThreads() { return severalThreads; }

void prepareForThreads() {
  if (severalThreads)
    return;
  sys::setThreadPointer(&firstThread);
  severalThreads = true;
}

}  // namespace wasmc::rt

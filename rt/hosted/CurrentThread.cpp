// In place of core/CurrentThread.cpp: the C library owns the thread pointer.
#include "rt/core/ThreadState.h"

namespace wasmc::rt {

namespace {

constinit thread_local ThreadState own = {};

bool severalThreads = false;  // changes once, while there is one thread

}  // namespace

ThreadState &currentThread() { return own; }

bool hasSeveralThreads() { return severalThreads; }

// The C library has a control block of its own.
void prepareForThreads(ThreadControlBlock *) {
  if (severalThreads)
    return;
  severalThreads = true;
  beginThreadList(own);
}

}  // namespace wasmc::rt

// What the runtime keeps for each thread, and how the running thread finds its own, in a signal handler, too.
//
// An executable has no C library, so the CPU's thread pointer (fs base, tpidr_el0) is ours: it points to the thread's state. The
// first thread gets along without it until a second one starts, which keeps a system call out of every program's start.
#pragma once

#include "rt/core/StackBounds.h"

namespace wasmc::rt {

struct Landing;

struct ThreadState {
  ThreadState *self;           // x86-64 reads its thread pointer through this word
  StackBounds stack = {};      // that guest code runs on; all null before installTrapHandlers
  Landing *landing = nullptr;  // where a trap is caught (rt/traps/Catch.h); null: it ends the process
};

ThreadState &currentThread();

// Whether a second thread has ever been started.
bool hasSeveralThreads();

// To be called before each start of a thread: the calling thread's pointer gets set if it is the first one.
void prepareForThreads();

}  // namespace wasmc::rt

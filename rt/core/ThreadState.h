// What the runtime keeps for each thread, and how the running thread finds its own, in a signal handler, too.
#pragma once

#include "rt/core/StackBounds.h"

namespace wasmc::rt {

struct Landing;

struct ThreadState {
  StackBounds stack;  // that guest code runs on; all null before installTrapHandlers
  Landing *landing;   // where a trap is caught (rt/traps/Catch.h); null: it ends the process
};

ThreadState &currentThread();

}  // namespace wasmc::rt

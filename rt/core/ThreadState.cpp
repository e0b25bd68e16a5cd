#include "rt/core/ThreadState.h"

namespace wasmc::rt {

namespace {

constinit ThreadState onlyThread = {};

}  // namespace

ThreadState &currentThread() { return onlyThread; }

}  // namespace wasmc::rt

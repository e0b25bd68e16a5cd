// The C library owns the thread pointer.
#include "rt/host/HostThread.h"

namespace wasmc::rt {

constinit thread_local HostThread hostThread = {};

ThreadState &currentThread() { return hostThread; }

bool hasSeveralThreads() { return true; }

void prepareForThreads(ThreadControlBlock *) {}

}  // namespace wasmc::rt

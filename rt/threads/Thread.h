// Threads that run guest code: each has a guest stack with a guard, and a stack for signals, so that a trap of its own is told like
// the first thread's. A trap that nothing catches ends the process, whichever thread it happens in.
#pragma once

#include "rt/core/Result.h"

namespace wasmc::rt {

class Thread;

// Runs `run(argument)` on a new thread; an error where the system gives too little. Needs installTrapHandlers. The thread lasts
// until run returns, what belongs to it until it is joined.
Result<Thread *> startThread(void (*run)(void *), void *argument);

// Waits for the thread's end and frees what belonged to it. Once per thread, by any other thread.
void joinThread(Thread *thread);

// The same if the thread has ended; else false, and nothing happens.
bool joinEndedThread(Thread *thread);

}  // namespace wasmc::rt

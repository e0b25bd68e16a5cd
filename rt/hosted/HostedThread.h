// Threads of the C library, on stacks of ours. Apart, because its headers and the kernel's define the same names.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/StackBounds.h"

namespace wasmc::rt {

using HostedThread = unsigned long;  // a pthread_t

// Runs run(argument) on a new thread, in [guardEnd, top) of the stack, of which the C library takes some for itself at the top.
Result<void> startHostedThread(HostedThread &thread, const StackBounds &stack, void *(*run)(void *), void *argument);

// Waits for its end. Once per thread.
void joinHostedThread(HostedThread thread);

// The same if it has ended; else false, and nothing happens.
bool joinEndedHostedThread(HostedThread thread);

}  // namespace wasmc::rt

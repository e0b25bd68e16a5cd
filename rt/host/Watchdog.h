// The thread that watches the deadlines of all others. There is none before the first call that has one, nor in the child of a fork.
#pragma once

#include "rt/core/Result.h"

#include <stdint.h>

namespace wasmc::rt {

// Begins to watch HostThread::deadline of the calling thread, which has been set (sequentially consistent): when it is past the thread
// is reminded (Interruption.h). A system call only if it is earlier than what the watchdog is waiting for. An error where the system
// has no thread for us.
Result<void> watch(uint64_t deadline);

// After a fork, in the child: there is none.
void forgetWatchdog();

}  // namespace wasmc::rt

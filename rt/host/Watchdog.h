// The thread that watches the deadlines of all others. There is none before the first call that has one, nor in the child of a fork.
#pragma once

#include "rt/core/Result.h"

#include <stdint.h>

namespace wasmc::rt {

// Begins to watch the calling thread, whose HostThread::watchTime is `time` (sequentially consistent): from then on its timer is set for its
// deadline. A system call only if that is earlier than what the watchdog is waiting for. An error where the system has no thread for us.
Result<void> watch(uint64_t time);

// After a fork, in the child: there is none.
void forgetWatchdog();

}  // namespace wasmc::rt

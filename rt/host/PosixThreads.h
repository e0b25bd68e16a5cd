// The C library's threads. Apart, because its headers and the kernel's define the same names.
#pragma once

#include "rt/core/Result.h"

namespace wasmc::rt {

// Runs `run` on a new thread that nobody waits for, with all signals blocked. `name`: of at most 15 bytes.
Result<void> startDetachedThread(void (*run)(), const char *name);

// Once: `end(value)` is called when a thread ends that has called setThreadEnd with a value that is not null.
Result<void> onThreadEnd(void (*end)(void *value));
Result<void> setThreadEnd(void *value);

// Once: to be called before a fork of the process, and after it in the parent and in the child.
Result<void> onFork(void (*before)(), void (*inParent)(), void (*inChild)());

}  // namespace wasmc::rt

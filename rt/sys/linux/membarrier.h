// membarrier(2): fences in other threads, at the cost of the one that asks.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/membarrier.h>

namespace wasmc::rt::sys {

// Once for each process, before fenceOtherThreads().
inline Result<void> registerFences() { return syscall<void>(__NR_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0); }

// Each of the process's other threads has executed a full memory fence at some point between call and return.
inline Result<void> fenceOtherThreads() { return syscall<void>(__NR_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0); }

}  // namespace wasmc::rt::sys

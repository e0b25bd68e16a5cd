// clone(2) for a thread of this process. The call returns twice on different stacks, which is more than C++ can say: cloneThread.S.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stdint.h>

namespace wasmc::rt::sys {

// The kernel's answer as it is. The new thread calls entry(argument), which must not return, on the stack below `stackTop` (a
// multiple of 16), with `threadPointer` in its register. *id holds the thread's id, and becomes 0 with a wake from the kernel
// (FutexScope::Kernel) when it has ended. Defined in cloneThread.S.
extern "C" [[gnu::visibility("hidden")]] long wasmc_clone_thread(uint8_t *stackTop, uint32_t *id, void *threadPointer,
                                                                 void (*entry)(void *), void *argument);

inline Result<void> cloneThread(uint8_t *stackTop, uint32_t *id, void *threadPointer, void (*entry)(void *), void *argument) {
  long answer = wasmc_clone_thread(stackTop, id, threadPointer, entry, argument);
  if (answer < 0)
    return Errno{static_cast<int32_t>(-answer)};
  return {};
}

// exit(2): ends the calling thread only.
[[noreturn]] inline void exitThread() {
  while (true)
    (void)rawSyscall(__NR_exit, 0);
}

}  // namespace wasmc::rt::sys

// sigaltstack(2): the stack on which handlers installed with SA_ONSTACK run.
#pragma once

#include "rt/core/Span.h"
#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// For the calling thread. The kernel refuses less than AT_MINSIGSTKSZ of the auxiliary vector.
inline Result<void> sigaltstack(Span<uint8_t> memory) {
  stack_t stack = {};
  stack.ss_sp = memory.data();
  stack.ss_size = memory.size();
  return syscall<void>(__NR_sigaltstack, &stack, nullptr);
}

// Of the calling thread; ss_flags is SS_DISABLE where there is none.
inline Result<stack_t> signalStack() {
  stack_t stack = {};
  Result<void> done = syscall<void>(__NR_sigaltstack, nullptr, &stack);
  if (!done)
    return done.errorNumber();
  return stack;
}

// Sets what signalStack() has answered. EPERM in a handler that runs on the present one.
inline Result<void> setSignalStack(const stack_t &stack) { return syscall<void>(__NR_sigaltstack, &stack, nullptr); }

}  // namespace wasmc::rt::sys

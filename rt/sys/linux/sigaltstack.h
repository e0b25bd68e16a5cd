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

}  // namespace wasmc::rt::sys

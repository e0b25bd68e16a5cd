// Calls that a signal may interrupt.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/ThreadState.h"

#include <linux/errno.h>

namespace wasmc::rt::sys {

// Repeats `call` until it answers something other than EINTR, or the guest that waits for it is to end.
template <typename Call> auto retryInterrupted(Call call) {
  auto answer = call();
  while (!answer && answer.errorNumber().code == EINTR && !currentThread().isInterrupted)
    answer = call();
  return answer;
}

}  // namespace wasmc::rt::sys

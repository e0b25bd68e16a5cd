// Calls that a signal may interrupt.
#pragma once

#include "rt/core/Result.h"

#include <linux/errno.h>

namespace wasmc::rt::sys {

// Repeats `call` until it answers something other than EINTR.
template <typename Call> auto retryInterrupted(Call call) {
  auto answer = call();
  while (!answer && answer.errorNumber().code == EINTR)
    answer = call();
  return answer;
}

}  // namespace wasmc::rt::sys

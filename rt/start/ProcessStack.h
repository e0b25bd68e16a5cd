// The stack that the kernel made for the process, as the guest's: there is nothing to map, and its first pages are in use already.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/StackBounds.h"

#include <stdint.h>

namespace wasmc::rt {

// `size` bytes of it below the caller's frame. Its limit (RLIMIT_STACK) is set so that the kernel enlarges it by so much and no more;
// below, nothing is ever mapped. An error where the limit was smaller when the process began, or the system does not permit it.
Result<StackBounds> useProcessStack(uint64_t size);

}  // namespace wasmc::rt

// Stacks that guest code runs on, other than the one that the kernel made (start/ProcessStack.h): mapped, with a guard below.
#pragma once

#include "rt/core/Result.h"
#include "rt/core/StackBounds.h"

#include <stdint.h>

namespace wasmc::rt {

// The size unless a policy says otherwise: what Linux gives a main thread by default (getrlimit(2), RLIMIT_STACK): programs that run natively have room here too.
inline constexpr uint64_t guestStackSize = 8 << 20;

// Inaccessible bytes below it. Generated code touches each page of a large frame in order, so that no frame steps over the guard;
// its width leaves room for what a signal frame or a leaf function without such probes may reach.
inline constexpr uint64_t guestStackGuardSize = 1 << 20;

// The size of stacks made from now on: bytes, rounded up to a multiple of 64 KiB.
void setGuestStackSize(uint64_t size);

// A new stack of the calling process; an error where the system gives too little. `size`: bytes, rounded up as above.
Result<StackBounds> mapGuestStack(uint64_t size);
Result<StackBounds> mapGuestStack();
void unmapGuestStack(const StackBounds &stack);

// The same, for the first thread: ends the process with a message where the system gives too little.
StackBounds allocateGuestStack();

// Calls `function` on the stack that begins below `top`, a multiple of 16; that may be the running stack, 16 bytes below the stack
// pointer of the caller or lower. Unwinding from it ends there. Defined in start.S.
extern "C" void callOnStack(void (*function)(), uint8_t *top);

}  // namespace wasmc::rt

// Turns the signals that faults raise into traps or internal errors.
#pragma once

#include "rt/core/StackBounds.h"
#include "rt/unwind/StackRange.h"

namespace wasmc::rt {

// Called once, before guest code runs: four system calls. The handlers stay for the process's life.
void installTrapHandlers(StackBounds guestStack);

// The accessible part of the guest's stack; empty before installTrapHandlers.
StackRange guestStackRange();

}  // namespace wasmc::rt

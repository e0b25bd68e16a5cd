// Turns the signals that faults raise into traps or internal errors.
#pragma once

#include "rt/core/StackBounds.h"
#include "rt/traps/TrapSignals.h"
#include "rt/unwind/StackRange.h"

namespace wasmc::rt {

// The signals that raise traps, and the one of the deadline: while one of them is handled the others wait (bit n - 1 for signal n).
inline constexpr uint64_t trapSignalMask =
    uint64_t{1} << (SIGSEGV - 1) | uint64_t{1} << (SIGBUS - 1) | uint64_t{1} << (trapSignal - 1) | uint64_t{1} << (SIGALRM - 1);

// Called once, before guest code runs: four system calls. The handlers stay for the process's life.
void installTrapHandlers(StackBounds guestStack);

// The accessible part of the guest's stack; empty before installTrapHandlers.
StackRange guestStackRange();

}  // namespace wasmc::rt

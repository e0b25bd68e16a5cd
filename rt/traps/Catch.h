// Traps as values: for hosts that go on when a guest has trapped.
#pragma once

#include "rt/traps/TrapCode.h"

namespace wasmc::rt {

// Calls run(argument) on the thread's guest stack: false, with the trap in `code`, if the guest trapped in it, true if it returned.
// After a trap the frames below have vanished without having been finished; what they changed in memory stays. Calls may be nested
// (from host functions that run(argument) leads to): a trap ends the innermost. Needs installTrapHandlers.
bool callGuarded(void (*run)(void *), void *argument, TrapCode &code);

}  // namespace wasmc::rt

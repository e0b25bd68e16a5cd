// Ends the guest with a trap from inside the runtime. Generated code needs none of this: it executes a trap instruction.
#pragma once

#include "rt/traps/TrapCode.h"

namespace wasmc::rt {

// Reports the trap with the guest functions that led here, and exits with status 134, unless callGuarded catches it. To be called
// on the guest's stack.
[[noreturn]] void trap(TrapCode code);

}  // namespace wasmc::rt

// The same by number, for callers that know only the contract. A number without a row in Traps.def is an internal error.
extern "C" [[noreturn]] void wasmc_trap(uint32_t code);

// Whose fault is a fault? Either the guest did what the specification defines to trap, or the runtime (or the compiler) is broken.
// In doubt it is the latter: a bug must never pass for a trap.
#pragma once

#include "rt/core/StackBounds.h"
#include "rt/traps/TrapCode.h"
#include "rt/unwind/Cursor.h"

#include <stdint.h>

namespace wasmc::rt {

// A signal that an instruction raised.
struct Fault {
  int signal;
  uint64_t address;  // SIGSEGV: the memory that was accessed
};

// True when the guest is to blame, with the trap in `code`. `origin` is at the instruction that raised the signal.
bool isGuestTrap(const Fault &fault, const Cursor &origin, const StackBounds &guestStack, TrapCode &code);

}  // namespace wasmc::rt

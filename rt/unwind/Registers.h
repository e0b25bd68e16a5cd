// The registers that unwinding restores, per CPU. Each CPU's header defines
//   struct Registers   values in slots; slotOf() maps a DWARF register number to a slot, or to noSlot when it isn't kept
//   captureRegisters() the caller's registers as they are when the call returns
//   enterLandingPad()  the way back into a function that a Cursor or CallSite has come to: its pc is that of a landing pad
//   stripSignature()   a return address without its pointer authentication code
#pragma once

#include <stdint.h>

namespace wasmc::rt {

inline constexpr uint32_t noSlot = ~uint32_t{0};

}  // namespace wasmc::rt

#if defined(__x86_64__)
#include "rt/unwind/x86_64/Registers.h"
#elif defined(__aarch64__)
#include "rt/unwind/aarch64/Registers.h"
#else
#error "unsupported CPU"
#endif

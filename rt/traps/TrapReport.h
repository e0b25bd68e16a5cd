// What the user sees of a trap, and the end of the process.
#pragma once

#include "rt/traps/TrapCode.h"
#include "rt/unwind/Cursor.h"

namespace wasmc::rt {

// The exit status of a trap: what a shell reports of abort(3), 128 + SIGABRT.
inline constexpr int trapExitStatus = 134;

// Whether a thread is about to end the process with a report.
bool reportHasBegun();

// Writes to standard error, in one piece, what happened and the guest functions from `origin` outwards, then exits:
//   app: trap: out of bounds memory access
//     #0 parse
//     #1 main
[[noreturn]] void endWithTrap(TrapCode code, const Cursor &origin);

}  // namespace wasmc::rt

// What the user sees of a trap, and the end of the process.
#pragma once

#include "rt/traps/ReportText.h"
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

// The same in parts, for what ends a guest in another way. The first of several threads gets the report's text, empty; the others
// wait for the end. endReport writes the text behind `what` and exits.
ReportText &beginReport();
[[noreturn]] void endReport(StringView what);
// Adds the guest frames at these code addresses, of which there are `count` and the first `known` ones are in `frames`.
void appendGuestFrames(const uint64_t *frames, uint64_t count, uint64_t known);

}  // namespace wasmc::rt

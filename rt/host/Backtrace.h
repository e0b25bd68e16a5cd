// The guest functions at a trap, for an error.
#pragma once

#include "rt/exceptions/ThrowTrace.h"
#include "rt/host/Text.h"
#include "rt/unwind/Cursor.h"

namespace wasmc::rt {

// Into the calling thread's trace: the guest's frames from `origin` outwards, up to the host's. In signal handlers, too.
void noteFrames(Cursor origin);

// A line for each function: two spaces, "at", the name.
Text backtraceText(const ThrowTrace &trace);

}  // namespace wasmc::rt

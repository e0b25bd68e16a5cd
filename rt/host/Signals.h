// Everything that libwasmc does to the program's signals and threads.
#pragma once

#include "rt/core/Result.h"

namespace wasmc::rt {

// Handlers for the signals that traps raise, and for that of interruptions; what happens at the end of threads and around fork(2). The
// first call does it, all others answer what that one did. Thread-safe.
Result<void> prepareSignals();

// Its parts: the signals that traps raise; fork(2).
Result<void> installFaultHandlers();
Result<void> prepareForks();

}  // namespace wasmc::rt

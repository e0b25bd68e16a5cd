// What the user sees of an exception that nobody catches, and the end of the process.
#pragma once

#include "rt/abi/Exception.h"

namespace wasmc::rt {

struct ThrowTrace;

// Writes to standard error, in one piece, the exception's tag with its values and the guest functions that it has left, then exits
// with the status of a trap:
//   app: uncaught exception: tag failure (i32 42)
//     #0 parse
//     #1 main
[[noreturn]] void endWithException(const abi::Exception &exception, const ThrowTrace &trace);

}  // namespace wasmc::rt

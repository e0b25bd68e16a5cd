// Exceptions that nobody catches end calls (rt/traps/Catch.h): one outside of a call is a mistake of the library's.
#include "rt/exceptions/UncaughtReport.h"

#include "rt/core/Message.h"

namespace wasmc::rt {

void endWithException(const abi::Exception &, const ThrowTrace &) { internalError("an exception outside of a call"); }

}  // namespace wasmc::rt

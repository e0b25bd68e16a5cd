// Throwing (specification, 4.6: throw_ref): the way from a throw to its handler.
#pragma once

#include "rt/abi/Exception.h"

namespace wasmc::rt {

// Goes on in the innermost guest handler: a landing pad of the guest functions that are, without a frame of the host's or the
// runtime's in between, the callers of this call, not counting the frames that are no guest's right above it. So a host function
// can throw to the guest that called it, whose frame is dropped as it is.
//
// Where there is none, the exception is uncaught: callGuarded (rt/traps/Catch.h) gives it to its caller, else the process ends with
// a report and the status of a trap. To be called on the guest's stack.
[[noreturn]] void throwException(abi::Exception &exception);

// What is known of calls by their addresses is not true any more: code has been unloaded.
void forgetCallSites();

}  // namespace wasmc::rt

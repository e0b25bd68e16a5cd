// The calling thread's ThrowTrace.
#pragma once

#include "rt/abi/Exception.h"
#include "rt/core/ThreadState.h"

namespace wasmc::rt {

// Begun anew unless it is the exception's already.
ThrowTrace &traceOf(const abi::Exception &exception);

// The exception is a new one, whatever was thrown from its place before.
void forgetTrace(const abi::Exception &exception);

}  // namespace wasmc::rt

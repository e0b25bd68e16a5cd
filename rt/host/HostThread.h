// The calling thread's state, without a call: signal handlers of libwasmc and calls into guests read it, so it must be there from
// the thread's beginning, and reaching it must not allocate (the "initial exec" model).
#pragma once

#include "rt/core/ThreadState.h"

namespace wasmc::rt {

extern constinit thread_local ThreadState hostThread;

}  // namespace wasmc::rt

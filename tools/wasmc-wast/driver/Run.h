// What an executable does when it has started, however it has.
#pragma once

#include "rt/core/StackBounds.h"

namespace wasmc::driver {

// Brings up the runtime for the calling thread, performs the script's commands, and ends the process. With an argument the collector
// runs at every allocation. Needs setProcess.
[[noreturn]] void runExecutable(const rt::StackBounds &guestStack);

}  // namespace wasmc::driver

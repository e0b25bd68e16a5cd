// The state of the executable's one instance as the runtime prepares it before guest code runs.
#pragma once

#include "rt/abi/Layout.h"

namespace wasmc::rt {

// Memories with their images, and tables, as the program describes them. Ends the process with a message where the system gives
// too little. Active segments whose place is computed, globals and start functions are the generated code's (Program::run).
void bringUpInstance(const abi::Program &program);

}  // namespace wasmc::rt

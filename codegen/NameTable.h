// The section wasmc_names (rt/abi/Layout.h, FunctionName), from which the runtime names the functions of a backtrace.
#pragma once

#include "codegen/Context.h"

namespace wasmc {

// To be called on optimised IR: an entry keeps its function alive.
void emitNameTable(Context &context);

}  // namespace wasmc

// Whether exceptions must be objects of the collector's heap: where references to them, or in them, can be anywhere.
#pragma once

#include "codegen/Codegen.h"

namespace wasmc {

// False if locals are the only place that can refer to an exception, whichever module throws it, and no exception refers to an object:
// then the runtime's own search of stacks is enough (rt/exceptions), and no collector is linked.
bool needCollector(const std::vector<InputModule> &modules);

}  // namespace wasmc

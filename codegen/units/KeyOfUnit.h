#pragma once

#include "codegen/Context.h"
#include "codegen/UnitCache.h"

namespace wasmc {

// Of IR before optimisation, which `context` has.
UnitKey keyOf(const Context &context);

}  // namespace wasmc

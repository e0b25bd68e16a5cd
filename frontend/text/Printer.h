// A binary module as text (`--emit=wat`).
#pragma once

#include "frontend/Module.h"

#include <string>

namespace wasmc::text {

// The module's parts in the order of the specification's sections, bodies as linear instructions, names as identifiers, other
// custom sections as annotations. Bodies need not be valid; one that can't be decoded is an error.
Result<std::string> printModule(const Module &module);

}  // namespace wasmc::text

// From a module in pieces to its binary form (specification, 5.5.16).
#pragma once

#include "frontend/text/ModuleParser.h"

namespace wasmc::text {

// `source` is where the module begins in the text.
Assembled writeModule(ModuleParts &parts, uint32_t source);

// The contents of a name section (appendix "Name Section"), its own name included; empty without names.
Writer nameSection(Context &context);

}  // namespace wasmc::text

// Features that a valid module needs and that code generation does not have yet (Features.def), as far as they show outside of
// function bodies: types, tables, memories, tags, globals, segments and constant expressions.
#pragma once

#include "codegen/Imports.h"

namespace wasmc {

// The first such feature is the error. Bodies are the decoder's business: its visitors refuse what they do not handle.
std::expected<void, ModuleError> checkRequirements(const std::vector<InputModule> &modules);

}  // namespace wasmc

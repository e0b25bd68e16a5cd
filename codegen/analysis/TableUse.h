// What the modules of a program together do to its tables.
#pragma once

#include "codegen/Imports.h"
#include "codegen/analysis/BodyFacts.h"

namespace wasmc {

// Per module, per table that the module defines (imported ones have an entry too, but it says nothing).
using TableUses = std::vector<std::vector<TableUse>>;

// The definition that a module's table index stands for.
Definition tableDefinition(const ProgramInput &input, const ImportMap &imports, size_t module, uint32_t table);

// `facts` are those of the input's modules.
TableUses joinTableUses(const ProgramInput &input, const ImportMap &imports, const std::vector<BodyFacts> &facts);

}  // namespace wasmc

// What the program does to its tables, found by one look at every function body before any code is emitted.
#pragma once

#include "codegen/Imports.h"

namespace wasmc {

struct TableUse {
  bool read = false;     // table.get, or a source of table.copy: elements are needed as references
  bool written = false;  // any instruction that stores elements
  bool grown = false;    // table.grow

  // Nothing but active segments decides its contents, and only call_indirect and table.size look at it.
  bool isFrozen() const { return !read && !written && !grown; }
};

// Per module, per table that the module defines (imported ones have an entry too, but it says nothing).
using TableUses = std::vector<std::vector<TableUse>>;

// The definition that a module's table index stands for.
Definition tableDefinition(const ProgramInput &input, const ImportMap &imports, size_t module, uint32_t table);

// Validates every function of every module on the way: nothing is emitted from a program that has an invalid body.
std::expected<TableUses, ModuleError> analyzeTables(const ProgramInput &input, const ImportMap &imports);

}  // namespace wasmc

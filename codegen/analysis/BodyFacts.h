// What a module's function bodies do, found by one look at each before any code is emitted.
#pragma once

#include "frontend/Module.h"

#include <vector>

namespace wasmc {

struct TableUse {
  bool read = false;     // table.get, or a source of table.copy: elements are needed as references
  bool written = false;  // any instruction that stores elements
  bool grown = false;    // table.grow

  // Nothing but active segments decides its contents, and only call_indirect and table.size look at it.
  bool isFrozen() const { return !read && !written && !grown; }
};

struct BodyFacts {
  std::vector<TableUse> tables;  // by the module's own indices
  bool hasTailCall = false;      // what decides on the calling convention (codegen/README.md)
  bool hasExceptions = false;    // some instruction throws or catches
};

// Validates every function of the module on the way: nothing is emitted from a module that has an invalid body.
Result<BodyFacts> scanBodies(const Module &module);

}  // namespace wasmc

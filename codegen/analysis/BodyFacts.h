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

// A call_indirect: the type it expects, by the module's own indices.
struct IndirectCall {
  uint32_t table, type;
  bool operator==(const IndirectCall &) const = default;
};

struct BodyFacts {
  std::vector<TableUse> tables;  // by the module's own indices
  bool hasTailCall = false;      // what decides on the calling convention (codegen/README.md)
  bool hasExceptions = false;    // some instruction throws or catches
  bool throws = false;           // some throws an exception that it makes
  bool makesObjects = false;     // some makes a structure or an array

  // What code refers to, without repetitions, in the order of the code:
  std::vector<IndirectCall> indirectCalls;
  std::vector<uint32_t> referencedFunctions;  // by ref.func
  std::vector<uint32_t> usedData;             // data segments
  std::vector<std::vector<uint32_t>> calls;   // by function: those that it calls by name, ascending
};

// Validates every function of the module on the way: nothing is emitted from a module that has an invalid body.
Result<BodyFacts> scanBodies(const Module &module);

}  // namespace wasmc

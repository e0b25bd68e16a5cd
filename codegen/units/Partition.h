// Which functions are compiled together.
#pragma once

#include "codegen/units/CallGraph.h"

#include <vector>

namespace wasmc {

// Functions of one module that become one IR module, and so one object.
struct Unit {
  size_t module;
  std::vector<uint32_t> functions;  // ascending
  uint64_t bytes = 0;               // of their bodies
};

// In order of modules and functions, those alone that can be called. A unit is as large as `unitSize` bytes of bodies, or a single
// function. Its end depends on what is in it and on names: a change in one function seldom moves the ends of later units, so that
// these are found in a cache.
std::vector<Unit> partition(const std::vector<InputModule> &modules, const CallGraph &graph, const FunctionSymbols &symbols,
                            uint64_t unitSize);

}  // namespace wasmc

// How functions call others in their own place on the stack: what decides on the calling convention (codegen/README.md).
#pragma once

#include "codegen/Codegen.h"

namespace wasmc {

// In ascending order of what they ask for.
enum class TailCalls : uint8_t {
  None,
  InRegisters,  // all arguments of all callers and callees that take part are passed in registers
  OnStack,      // some may not be: a callee may have more arguments on the stack than the caller that it replaces, or fewer
};

// One look at every body; one that is not valid says nothing.
TailCalls findTailCalls(const std::vector<InputModule> &modules);

}  // namespace wasmc

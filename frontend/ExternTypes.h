// What a module's imports and exports are, in words.
#pragma once

#include "frontend/Module.h"

#include <string>

namespace wasmc {

// Kind and type of what `index` names in the module's index space of that kind: "function [i32] -> []", "memory 1 2 shared".
std::string describeExtern(const Module &module, ExternKind kind, uint32_t index);

}  // namespace wasmc

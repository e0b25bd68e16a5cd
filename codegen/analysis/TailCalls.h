// Whether functions call others in their own place on the stack: what decides on the calling convention (codegen/README.md).
#pragma once

#include "codegen/Codegen.h"

namespace wasmc {

// One look at every body, up to the first tail call. A body that is not valid says nothing.
bool usesTailCalls(const std::vector<InputModule> &modules);

}  // namespace wasmc

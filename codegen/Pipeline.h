// The passes that run over a program's IR.
#pragma once

#include "codegen/Context.h"

namespace wasmc {

void optimize(Context &context, llvm::TargetMachine &machine);

}  // namespace wasmc

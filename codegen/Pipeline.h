// The passes that run over a program's IR.
#pragma once

#include "codegen/Profile.h"

namespace wasmc {

void optimize(Context &context, llvm::TargetMachine &machine, Profile &profile);

}  // namespace wasmc

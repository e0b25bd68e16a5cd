// From optimised IR to what the user asked for.
#pragma once

#include "codegen/Codegen.h"
#include "codegen/Context.h"

namespace wasmc {

// Consumes the IR.
CompiledProgram writeOutputs(Context &context, llvm::TargetMachine &machine, const CodegenOutputs &outputs);

}  // namespace wasmc

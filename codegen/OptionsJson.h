// Options of code generation as JSON, for what is compiled or linked in another process than it was emitted in.
#pragma once

#include "codegen/Options.h"

#include <llvm/Support/JSON.h>

namespace wasmc {

// All that code depends on once it has been emitted; neither a profile nor what belongs to one process.
llvm::json::Value toJSON(const CodegenOptions &options);
// Reports a value that is none of the option's; sets what toJSON writes.
bool fromJSON(const llvm::json::Value &value, CodegenOptions &options, llvm::json::Path path);

}  // namespace wasmc

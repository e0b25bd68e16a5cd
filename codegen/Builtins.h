// Declarations of the runtime functions in rt/abi/Builtins.def.
#pragma once

#include <cstdint>
#include <llvm/IR/Module.h>

namespace wasmc {

enum class Builtin : uint8_t {
#define WASMC_BUILTIN(name, result, ...) name,
#include "rt/abi/Builtins.def"
#undef WASMC_BUILTIN
};

llvm::FunctionCallee builtin(llvm::Module &ir, Builtin which);

}  // namespace wasmc

// The base of the first memory that a module of the library model defines is the instance pointer plus a constant
// (abi::memoryDistance). Throughout optimisation it is what the instance says, a load that other passes know for a base
// (GuestAccess.h). This pass, one of the last, replaces the loads by the sum, which x86-64 folds into each access: the instance pointer,
// which functions hand on anyway, serves as the base, and no register is needed for another one.
#pragma once

#include <llvm/IR/Function.h>
#include <llvm/IR/PassManager.h>

namespace wasmc {

class BaseFromInstance : public llvm::PassInfoMixin<BaseFromInstance> {
public:
  // Says of a function's parameter: it is an instance, `field` bytes behind its beginning is the base of a memory, which lies `distance`
  // bytes behind it. Passes keep such attributes, or drop them with the parameter.
  static void describe(llvm::Argument &instance, uint64_t field, uint64_t distance);

  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

}  // namespace wasmc

// Memory 0 of the main module starts at a constant address (abi::fixedMemoryBase), which the IR carries as a constant throughout
// optimisation. x86-64 folds it into each access; AArch64, whose displacements are small, would add it to each index. There the
// runtime keeps it in a register that no code changes (Target::baseRegister, rt/start), and an access is [base, index, uxtw], which
// adds and extends for free.
//
// This pass comes last: it replaces the constant by one read of the register at the beginning of each function. The read costs
// nothing, since the register is reserved and its uses take it as it is, also across calls.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/IR/PassManager.h>

namespace wasmc {

class BaseRegister : public llvm::PassInfoMixin<BaseRegister> {
public:
  // The register's name, which has to be a reserved one of the target.
  explicit BaseRegister(llvm::StringRef registerName) : registerName(registerName) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }

private:
  llvm::StringRef registerName;
};

}  // namespace wasmc

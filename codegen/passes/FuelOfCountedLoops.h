// Takes the check of the budget (emit/Fuel.h) out of loops whose number of rounds is known when they begin: where the budget lasts
// for all of them, no round can exceed it. Each check in such a loop becomes `rounds are not covered and the budget is spent`, whose
// first half does not change in the loop, so that LLVM's own unswitching makes two loops of it: one that checks, and one that does
// not and can be vectorised. Where a guest runs out, and what it did before, stays the same to the instruction.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class FuelOfCountedLoops : public llvm::PassInfoMixin<FuelOfCountedLoops> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

}  // namespace wasmc

// Sums of 128 bits, right behind what they add. Libraries compute several products of 64 by 64 bits before they add any (each was a
// call with results in memory); LLVM keeps that order, its scheduler does not change it, and so twice as many registers as there are
// have to hold the halves until then. Instructions without effect go up within their block, of which no value can depend: only how
// long values live does. Blocks without arithmetic of 128 bits stay as they are.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class EarlySums : public llvm::PassInfoMixin<EarlySums> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

}  // namespace wasmc

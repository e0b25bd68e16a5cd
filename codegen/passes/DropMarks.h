// At -O0 nothing is inlined, so the function alone says which scope its instructions are of. The marks on each of them (DebugInfo.h),
// which LLVM's verifier asks for until then, go before code is generated: following them takes LLVM a seventh of what -O0 takes.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class DropMarks : public llvm::PassInfoMixin<DropMarks> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

}  // namespace wasmc

// Every arithmetic instruction of Wasm answers a signalling NaN with a quiet one (specification, 4.3.3, NaN propagation). LLVM
// leaves that open and drops operations that change no other operand: x * 1, x / 1, x - 0, x + -0, -0 - x, min(x, x), demoting what
// was just promoted. This pass, which runs on promoted SSA before anything folds, turns them into llvm.canonicalize, which quiets
// and is one instruction. A vector operation of which only some lanes are such gets a canonicalised operand: LLVM may take it
// apart. Constants that only inlining brings to light are not covered.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class QuietNaNs : public llvm::PassInfoMixin<QuietNaNs> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

}  // namespace wasmc

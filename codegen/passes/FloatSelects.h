// Selects by comparisons of floats only look like minima and maxima: of NaN and of zeros `x < 0 ? 0 : x` makes something else than
// `x > 0 ? x : 0`. LLVM 22 takes the one for the other in two places, which must not see such selects.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

// InstCombine takes `max(max(x, c), c)` for `max(x, c)`. So pairs of selects with one constant are rewritten before it sees them,
// exactly: with y = s ? c : x (or s ? x : c), what is chosen of y and c by comparing them is c where y is c, and else what is chosen
// of x and c by comparing these. The control flow stays. To be called before each run of InstCombine.
void splitNestedSelects(llvm::Function &function);

// Instruction selection makes AArch64's fminnm and fmaxnm of selects by comparison with a zero, though these tell zeros by their
// signs (LLVM issue 93414). This pass, the last one, hides the zero that is selected; it is free.
class HideSelectedZeros : public llvm::PassInfoMixin<HideSelectedZeros> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

}  // namespace wasmc

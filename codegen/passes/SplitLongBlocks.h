// At -O0 LLVM's fast register allocator looks, at each call, at all registers that the block has used before: a function of half a
// million calls in one block would take a minute. This pass cuts blocks after each thousand instructions. It is for -O0 alone, where
// nothing joins them again; what is live where a block is cut goes through memory.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class SplitLongBlocks : public llvm::PassInfoMixin<SplitLongBlocks> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }
};

}  // namespace wasmc

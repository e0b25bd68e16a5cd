#include "codegen/passes/DropMarks.h"

#include <llvm/IR/InstIterator.h>

namespace wasmc {

llvm::PreservedAnalyses DropMarks::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  for (llvm::Instruction &instruction : llvm::instructions(function))
    instruction.setDebugLoc({});
  return llvm::PreservedAnalyses::all();
}

}  // namespace wasmc

#include "codegen/passes/SplitLongBlocks.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {
namespace {

constexpr size_t maxInstructions = 1000;

bool mayBeginBlock(const llvm::Instruction &instruction) {
  return !llvm::isa<llvm::PHINode>(instruction) && !instruction.isEHPad() && !instruction.isTerminator();
}

// The instructions that are to begin a block of their own. Allocations stay in the first part: in others than the entry block they
// would count as made at run time.
llvm::SmallVector<llvm::Instruction *> cuts(llvm::BasicBlock &block) {
  llvm::Instruction *lastAllocation = nullptr;
  for (llvm::Instruction &instruction : block)
    if (llvm::isa<llvm::AllocaInst>(instruction))
      lastAllocation = &instruction;
  llvm::SmallVector<llvm::Instruction *> found;
  size_t count = 0;
  for (llvm::Instruction &instruction : block) {
    if (!lastAllocation && ++count > maxInstructions && mayBeginBlock(instruction)) {
      found.push_back(&instruction);
      count = 0;
    }
    if (&instruction == lastAllocation)
      lastAllocation = nullptr;
  }
  return found;
}

}  // namespace

llvm::PreservedAnalyses SplitLongBlocks::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  llvm::SmallVector<llvm::Instruction *> all;
  for (llvm::BasicBlock &block : function)
    if (block.sizeWithoutDebug() > maxInstructions)
      llvm::append_range(all, cuts(block));
  for (llvm::Instruction *first : llvm::reverse(all))  // from the end, so that none is moved twice
    first->getParent()->splitBasicBlock(first);
  return all.empty() ? llvm::PreservedAnalyses::all() : llvm::PreservedAnalyses::none();
}

}  // namespace wasmc

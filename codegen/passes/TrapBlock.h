// Recognises the blocks that end the guest (FunctionEmitter::trapIf).
#pragma once

#include "codegen/Context.h"

#include <llvm/IR/IntrinsicInst.h>

namespace wasmc {

// Of loops in each other; what has more is not recognised.
inline constexpr unsigned maxExitBlocks = 8;

// Whether the block does nothing but end the guest with this trap, itself or, as the exit of a loop, in blocks behind it.
inline bool isTrapBlock(const llvm::BasicBlock &block, TrapCode code) {
  const llvm::Instruction *first = &block.front();
  for (unsigned i = 0; i < maxExitBlocks; ++i)
    if (auto *branch = llvm::dyn_cast<llvm::BranchInst>(first); branch && branch->isUnconditional())
      first = &branch->getSuccessor(0)->front();
  auto *trap = llvm::dyn_cast<llvm::IntrinsicInst>(first);
  return trap && trap->getIntrinsicID() == llvm::Intrinsic::ubsantrap &&
         llvm::cast<llvm::ConstantInt>(trap->getArgOperand(0))->getZExtValue() == static_cast<uint64_t>(code);
}

}  // namespace wasmc

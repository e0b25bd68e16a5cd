// Recognises the comparisons that memory/Explicit.cpp puts before accesses, as LLVM may have turned them round.
#pragma once

#include <llvm/IR/Instructions.h>
#include <optional>

namespace wasmc {

// Ends the guest where `checked` > `limit` (with trapsAtLimit: >=), both unsigned and of the same type.
struct BoundsCheck {
  llvm::BranchInst *branch;
  llvm::Value *checked, *limit;
  bool trapsAtLimit;
  unsigned nextSuccessor;  // of the branch: where the guest goes on

  // The one that ends the block, if any.
  static std::optional<BoundsCheck> at(llvm::BasicBlock &block);

  llvm::BasicBlock *next() const { return branch->getSuccessor(nextSuccessor); }
  // Where it ends: one block for each function, inlined ones included.
  llvm::BasicBlock *trap() const { return branch->getSuccessor(1 - nextSuccessor); }

  // Lets every access pass. The edge to the trap stays, for LLVM to remove.
  void pass() const;
};

}  // namespace wasmc

#include "codegen/passes/BoundsCheck.h"

#include "codegen/passes/TrapBlock.h"

#include <llvm/IR/Constants.h>

namespace wasmc {
namespace {

bool isOutOfBounds(const llvm::BasicBlock *block) { return isTrapBlock(*block, TrapCode::OutOfBoundsMemory); }

}  // namespace

std::optional<BoundsCheck> BoundsCheck::at(llvm::BasicBlock &block) {
  auto *branch = llvm::dyn_cast<llvm::BranchInst>(block.getTerminator());
  if (!branch || !branch->isConditional() || isOutOfBounds(branch->getSuccessor(0)) == isOutOfBounds(branch->getSuccessor(1)))
    return std::nullopt;
  auto *compare = llvm::dyn_cast<llvm::ICmpInst>(branch->getCondition());
  if (!compare)
    return std::nullopt;
  unsigned next = isOutOfBounds(branch->getSuccessor(0)) ? 1 : 0;
  llvm::Value *left = compare->getOperand(0), *right = compare->getOperand(1);
  switch (next == 1 ? compare->getPredicate() : compare->getInversePredicate()) {
  case llvm::CmpInst::ICMP_UGT: return BoundsCheck{branch, left, right, false, next};
  case llvm::CmpInst::ICMP_UGE: return BoundsCheck{branch, left, right, true, next};
  case llvm::CmpInst::ICMP_ULT: return BoundsCheck{branch, right, left, false, next};
  case llvm::CmpInst::ICMP_ULE: return BoundsCheck{branch, right, left, true, next};
  default: return std::nullopt;
  }
}

void BoundsCheck::pass() const { branch->setCondition(llvm::ConstantInt::getBool(branch->getContext(), nextSuccessor == 0)); }

}  // namespace wasmc

#include "codegen/passes/WayToMeet.h"

#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {

std::optional<WayToMeet> wayToMeet(const llvm::Loop &loop, const llvm::BasicBlock &exiting, llvm::ScalarEvolution &evolution) {
  auto *branch = llvm::dyn_cast<llvm::BranchInst>(exiting.getTerminator());
  auto *compare = branch && branch->isConditional() ? llvm::dyn_cast<llvm::ICmpInst>(branch->getCondition()) : nullptr;
  if (!compare || !compare->getOperand(0)->getType()->isIntegerTy() ||
      loop.contains(branch->getSuccessor(0)) == loop.contains(branch->getSuccessor(1)))
    return std::nullopt;
  bool endsOnTrue = !loop.contains(branch->getSuccessor(0));
  if (compare->getPredicate() != (endsOnTrue ? llvm::CmpInst::ICMP_EQ : llvm::CmpInst::ICMP_NE))
    return std::nullopt;
  const llvm::SCEV *left = evolution.getSCEV(compare->getOperand(0)), *value = evolution.getSCEV(compare->getOperand(1));
  if (evolution.isLoopInvariant(left, &loop))
    std::swap(left, value);
  auto *induction = llvm::dyn_cast<llvm::SCEVAddRecExpr>(left);
  if (!induction || induction->getLoop() != &loop || !induction->isAffine() || !evolution.isLoopInvariant(value, &loop))
    return std::nullopt;
  auto *step = llvm::dyn_cast<llvm::SCEVConstant>(induction->getStepRecurrence(evolution));
  if (!step || !step->getAPInt().abs().isPowerOf2())
    return std::nullopt;
  const llvm::SCEV *way = evolution.getMinusSCEV(value, induction->getStart());
  return WayToMeet{step->getAPInt().isNegative() ? evolution.getNegativeSCEV(way) : way, step->getAPInt().abs().logBase2()};
}

}  // namespace wasmc

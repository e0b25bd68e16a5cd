#include "codegen/passes/PassedLimits.h"

#include "codegen/passes/BoundsCheck.h"

#include <llvm/IR/Instructions.h>

namespace wasmc {
namespace {

constexpr size_t maxLimits = 16;       // further ones are seldom about what is accessed here
constexpr unsigned maxBranches = 128;  // that are looked at

}  // namespace

llvm::SmallVector<PassedLimit, 4> passedLimits(llvm::BasicBlock &place, const llvm::Loop &loop, const llvm::LoopInfo &loops,
                                               const llvm::DominatorTree &dominators, llvm::ScalarEvolution &evolution) {
  llvm::SmallVector<PassedLimit, 4> found;
  llvm::BasicBlock *block = &place;
  for (unsigned i = 0; i < maxBranches && found.size() < maxLimits && block != loop.getHeader(); ++i) {
    block = dominators.getNode(block)->getIDom()->getBlock();
    auto *branch = llvm::dyn_cast<llvm::BranchInst>(block->getTerminator());
    auto *compare = branch && branch->isConditional() ? llvm::dyn_cast<llvm::ICmpInst>(branch->getCondition()) : nullptr;
    if (!compare || !compare->getOperand(0)->getType()->isIntegerTy() || BoundsCheck::at(*block) ||
        !loops.getLoopFor(block)->contains(&place))
      continue;
    bool holds = dominators.dominates(llvm::BasicBlockEdge(block, branch->getSuccessor(0)), &place);
    if (!holds && !dominators.dominates(llvm::BasicBlockEdge(block, branch->getSuccessor(1)), &place))
      continue;
    auto predicate = holds ? compare->getPredicate() : compare->getInversePredicate();
    llvm::Value *compared = compare->getOperand(0), *other = compare->getOperand(1);
    if (predicate == llvm::CmpInst::ICMP_UGT || predicate == llvm::CmpInst::ICMP_UGE) {
      predicate = llvm::CmpInst::getSwappedPredicate(predicate);
      std::swap(compared, other);
    }
    const llvm::SCEV *value = evolution.getSCEV(compared), *limit = evolution.getSCEV(other);
    if ((predicate == llvm::CmpInst::ICMP_ULT || predicate == llvm::CmpInst::ICMP_ULE) && evolution.isLoopInvariant(limit, &loop) &&
        !evolution.isLoopInvariant(value, &loop))
      found.push_back({compared, value, limit, predicate == llvm::CmpInst::ICMP_ULE});
  }
  return found;
}

}  // namespace wasmc

#include "codegen/passes/FuelOfCountedLoops.h"

#include "codegen/passes/TrapBlock.h"

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/TargetTransformInfo.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

namespace wasmc {
namespace {

// Larger numbers than these are not worth the care about overflow: their product with any counter's offset stays far below 2^63.
constexpr int64_t maxCost = int64_t{1} << 20;    // of a round, in instructions of the guest
constexpr int64_t maxRounds = int64_t{1} << 40;  // of a loop

// A comparison that is true where the budget is spent: `counter < limit`.
struct Check {
  llvm::BranchInst *branch;
  llvm::Value *counter;
  int64_t limit;
};

std::optional<Check> checkAt(llvm::BasicBlock *block) {
  auto *branch = llvm::dyn_cast<llvm::BranchInst>(block->getTerminator());
  if (!branch || !branch->isConditional() || !isTrapBlock(*branch->getSuccessor(0), TrapCode::OutOfFuel))
    return std::nullopt;
  auto *compare = llvm::dyn_cast<llvm::ICmpInst>(branch->getCondition());
  if (!compare || compare->getPredicate() != llvm::CmpInst::ICMP_SLT)
    return std::nullopt;
  auto *limit = llvm::dyn_cast<llvm::ConstantInt>(compare->getOperand(1));
  if (!limit || limit->getBitWidth() != 64 || limit->getSExtValue() < 0 || limit->getSExtValue() > maxCost)
    return std::nullopt;
  return Check{branch, compare->getOperand(0), limit->getSExtValue()};
}

// By how much a counter has fallen since a loop's round began.
class Spending {
public:
  Spending(llvm::Loop &loop, llvm::PHINode *counter) : loop(loop), counter(counter) {}

  // The most that `value` can be below the counter at the beginning of the same round; none if it is not the counter less
  // constants.
  std::optional<int64_t> most(llvm::Value *value) {
    if (value == counter)
      return 0;
    auto *instruction = llvm::dyn_cast<llvm::Instruction>(value);
    if (!instruction || !loop.contains(instruction))
      return std::nullopt;
    auto [known, isNew] = found.try_emplace(instruction, std::nullopt);  // for a cycle: none
    if (!isNew)
      return known->second;
    std::optional<int64_t> result = compute(*instruction);
    found[instruction] = result;
    return result;
  }

private:
  std::optional<int64_t> compute(llvm::Instruction &instruction) {
    std::optional<int64_t> worst;
    if (instruction.getOpcode() == llvm::Instruction::Add) {
      auto *change = llvm::dyn_cast<llvm::ConstantInt>(instruction.getOperand(1));
      std::optional<int64_t> before = change ? most(instruction.getOperand(0)) : std::nullopt;
      if (before && change->isNegative() && change->getSExtValue() >= -maxCost)
        worst = *before - change->getSExtValue();
    } else if (llvm::isa<llvm::PHINode, llvm::SelectInst>(instruction)) {
      for (llvm::Value *each : choices(instruction)) {
        std::optional<int64_t> one = most(each);
        if (!one)
          return std::nullopt;
        worst = std::max(worst.value_or(0), *one);
      }
    }
    return worst && *worst <= maxCost ? worst : std::nullopt;
  }

  static llvm::SmallVector<llvm::Value *, 4> choices(llvm::Instruction &instruction) {
    if (auto *select = llvm::dyn_cast<llvm::SelectInst>(&instruction))
      return {select->getTrueValue(), select->getFalseValue()};
    auto &phi = llvm::cast<llvm::PHINode>(instruction);
    return {phi.incoming_values().begin(), phi.incoming_values().end()};
  }

  llvm::Loop &loop;
  llvm::PHINode *counter;
  llvm::DenseMap<llvm::Instruction *, std::optional<int64_t>> found;
};

class LoopRewriter {
public:
  LoopRewriter(llvm::Loop &loop, llvm::ScalarEvolution &evolution, const llvm::TargetTransformInfo &costs)
      : loop(loop), evolution(evolution), costs(costs) {}

  bool run() {
    llvm::BasicBlock *preheader = loop.getLoopPreheader(), *latch = loop.getLoopLatch();
    if (!preheader || !latch)
      return false;
    llvm::SmallVector<Check, 2> checks;
    for (llvm::BasicBlock *block : loop.blocks())
      if (std::optional<Check> check = checkAt(block))
        checks.push_back(*check);
    if (checks.empty())
      return false;
    for (llvm::PHINode &phi : loop.getHeader()->phis()) {
      Spending spending(loop, &phi);
      std::optional<int64_t> perRound = spending.most(phi.getIncomingValueForBlock(latch));
      if (!perRound)
        continue;
      if (std::optional<int64_t> lastRound = needOf(checks, spending))
        return rewrite(phi.getIncomingValueForBlock(preheader), *perRound, *lastRound, checks, *preheader->getTerminator());
    }
    return false;
  }

private:
  // What a counter must have at the beginning of a round so that none of the checks in it ends the guest.
  static std::optional<int64_t> needOf(llvm::ArrayRef<Check> checks, Spending &spending) {
    int64_t need = 0;
    for (const Check &check : checks) {
      std::optional<int64_t> spent = spending.most(check.counter);
      if (!spent)
        return std::nullopt;
      need = std::max(need, *spent + check.limit);
    }
    return need;
  }

  // `lastRound` is what the counter must still have when the last round begins.
  bool rewrite(llvm::Value *before, int64_t perRound, int64_t lastRound, llvm::ArrayRef<Check> checks, llvm::Instruction &where) {
    const llvm::SCEV *rounds = evolution.getSymbolicMaxBackedgeTakenCount(&loop);  // less the last one
    if (llvm::isa<llvm::SCEVCouldNotCompute>(rounds) || rounds->getType()->getIntegerBitWidth() > 64)
      return false;
    llvm::SCEVExpander expander(evolution, "rounds");
    if (!expander.isSafeToExpandAt(rounds, &where) ||
        expander.isHighCostExpansion({rounds}, &loop, llvm::SCEVCheapExpansionBudget, &costs, &where))
      return false;
    llvm::IRBuilder<> builder(&where);
    llvm::Type *i64 = builder.getInt64Ty();
    llvm::Value *count = builder.CreateZExt(expander.expandCodeFor(rounds, rounds->getType(), &where), i64);
    llvm::Value *spent =
        builder.CreateAdd(builder.CreateMul(count, builder.getInt64(perRound)), builder.getInt64(lastRound));
    // A budget far below zero does not get here, and in doubt the checks remain.
    llvm::Value *covered = builder.CreateAnd(builder.CreateICmpULT(count, builder.getInt64(maxRounds)),
                                             builder.CreateICmpSGE(before, spent), "covered");
    llvm::Value *open = builder.CreateNot(builder.CreateFreeze(covered));
    for (const Check &check : checks) {
      builder.SetInsertPoint(check.branch);
      check.branch->setCondition(builder.CreateLogicalAnd(open, check.branch->getCondition()));
    }
    return true;
  }

  llvm::Loop &loop;
  llvm::ScalarEvolution &evolution;
  const llvm::TargetTransformInfo &costs;
};

}  // namespace

llvm::PreservedAnalyses FuelOfCountedLoops::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  auto &evolution = analyses.getResult<llvm::ScalarEvolutionAnalysis>(function);
  auto &costs = analyses.getResult<llvm::TargetIRAnalysis>(function);
  bool changed = false;
  for (llvm::Loop *loop : loops.getLoopsInPreorder())
    if (loop->isInnermost())
      changed |= LoopRewriter(*loop, evolution, costs).run();
  if (!changed)
    return llvm::PreservedAnalyses::all();
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

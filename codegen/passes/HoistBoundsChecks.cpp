#include "codegen/passes/HoistBoundsChecks.h"

#include "codegen/memory/MemorySize.h"
#include "codegen/passes/BoundsCheck.h"
#include "codegen/passes/GuestAccess.h"
#include "codegen/passes/RangeOverRounds.h"
#include "codegen/passes/VersionLoop.h"

#include <llvm/Analysis/TargetTransformInfo.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

namespace wasmc {
namespace {

// Larger loops are left alone: their comparisons are a small part of what they do, and the copy is code.
constexpr size_t maxInstructions = 1500;
constexpr size_t maxConditions = 24;
// A condition takes about as long as a comparison in some rounds.
constexpr size_t roundsPerCondition = 2;

struct Plan {
  llvm::Loop *loop = nullptr;
  llvm::SmallVector<BoundsCheck, 16> checks;              // that can go
  llvm::SmallVector<const llvm::SCEV *, 16> conditions;   // none of which may be negative
  llvm::SmallPtrSet<const llvm::SCEV *, 16> exactValues;  // RangeOverRounds::exactValues
  double weight = 0;                                      // how often the checks are passed, in arbitrary units
};

size_t sizeOf(const llvm::Loop &loop) {
  size_t count = 0;
  for (const llvm::BasicBlock *block : loop.blocks())
    count += block->size();
  return count;
}

class Planner {
public:
  Planner(llvm::LoopInfo &loops, llvm::ScalarEvolution &evolution, const llvm::DominatorTree &dominators,
          const llvm::MDNode *sizeTag)
      : loops(loops), evolution(evolution), dominators(dominators), sizeTag(sizeTag) {}

  // The loops to be copied: this one or some of those inside it.
  llvm::SmallVector<llvm::Loop *, 4> choose(llvm::Loop &loop, double &weight) {
    llvm::SmallVector<llvm::Loop *, 4> chosen;
    weight = 0;
    for (llvm::Loop *inner : loop) {
      double innerWeight;
      chosen.append(choose(*inner, innerWeight));
      weight += innerWeight;
    }
    Plan own = plan(loop);
    if (own.weight > 0 && own.weight >= weight) {
      weight = own.weight;
      chosen = {&loop};
    }
    return chosen;
  }

  Plan plan(llvm::Loop &loop) {
    Plan plan;
    plan.loop = &loop;
    if (!canVersionLoop(loop) || sizeOf(loop) > maxInstructions)
      return plan;
    RangeOverRounds ranges(loop, loops, evolution, dominators, sizeTag);
    for (llvm::BasicBlock *block : loop.blocks())
      if (std::optional<BoundsCheck> check = BoundsCheck::at(*block); check && staysWithin(*check, ranges)) {
        plan.checks.push_back(*check);
        plan.weight += weightOf(*block);
      }
    plan.exactValues.insert(ranges.exactValues.begin(), ranges.exactValues.end());
    plan.conditions = strongest(ranges.conditions);
    if (!pays(plan))
      plan.weight = 0;
    return plan;
  }

private:
  bool staysWithin(const BoundsCheck &check, RangeOverRounds &ranges) {
    size_t conditions = ranges.conditions.size(), exactValues = ranges.exactValues.size();
    if (addConditions(check, ranges) && canExpand(ranges, conditions))
      return true;
    ranges.conditions.truncate(conditions);
    ranges.exactValues.truncate(exactValues);
    return false;
  }

  // 0 <= checked, and checked <= limit.
  bool addConditions(const BoundsCheck &check, RangeOverRounds &ranges) {
    const llvm::SCEV *checked = evolution.getSCEV(check.checked), *limit = evolution.getSCEV(check.limit);
    std::optional<Range> range = ranges.of(checked), limits = ranges.ofLimit(limit);
    if (!range || !limits || !ranges.require(range->low))
      return false;
    const llvm::SCEV *distance = evolution.getMinusSCEV(limits->low, range->high);
    if (check.trapsAtLimit)
      distance = evolution.getMinusSCEV(distance, evolution.getOne(distance->getType()));
    if (checked->getType()->isIntegerTy(32))
      ranges.exactValues.push_back(checked);
    return ranges.require(distance);
  }

  bool canExpand(const RangeOverRounds &ranges, size_t first) {
    llvm::SCEVExpander expander(evolution, "bounds");
    const llvm::Instruction *where = ranges.preheader()->getTerminator();
    return std::all_of(ranges.conditions.begin() + first, ranges.conditions.end(),
                       [&](const llvm::SCEV *each) { return expander.isSafeToExpandAt(each, where); });
  }

  // Without those that follow from another one, a constant below.
  llvm::SmallVector<const llvm::SCEV *, 16> strongest(llvm::ArrayRef<const llvm::SCEV *> conditions) {
    llvm::SmallVector<const llvm::SCEV *, 16> result;
    for (const llvm::SCEV *condition : conditions) {
      bool isNew = true;
      for (const llvm::SCEV *&other : result)
        if (auto *distance = llvm::dyn_cast<llvm::SCEVConstant>(evolution.getMinusSCEV(condition, other))) {
          if (distance->getAPInt().isNegative())
            other = condition;
          isNew = false;
          break;
        }
      if (isNew)
        result.push_back(condition);
    }
    return result;
  }

  double weightOf(const llvm::BasicBlock &block) const {
    double weight = 1;
    for (unsigned depth = loops.getLoopDepth(&block); depth > 0; --depth)
      weight *= 16;
    return weight;
  }

  bool pays(const Plan &plan) {
    if (plan.checks.empty() || plan.conditions.size() > maxConditions)
      return false;
    unsigned rounds = evolution.getSmallConstantMaxTripCount(plan.loop);  // 0: not known
    return rounds == 0 || rounds * plan.checks.size() >= roundsPerCondition * plan.conditions.size();
  }

  llvm::LoopInfo &loops;
  llvm::ScalarEvolution &evolution;
  const llvm::DominatorTree &dominators;
  const llvm::MDNode *sizeTag;
};

// Whether no condition is negative. Each is frozen by itself: one that has no defined value, for a check that is never come by, must
// not hide another one.
llvm::Value *holds(const Plan &plan, llvm::ScalarEvolution &evolution) {
  llvm::Instruction *where = plan.loop->getLoopPreheader()->getTerminator();
  llvm::SCEVExpander expander(evolution, "bounds");
  llvm::Value *any = llvm::ConstantInt::get(llvm::Type::getInt64Ty(where->getContext()), 0);
  for (const llvm::SCEV *condition : plan.conditions) {
    llvm::Value *value = expander.expandCodeFor(condition, condition->getType(), where);
    llvm::IRBuilder<> builder(where);
    any = builder.CreateOr(any, builder.CreateFreeze(value));
  }
  llvm::IRBuilder<> builder(where);
  return builder.CreateICmpSGE(any, builder.getInt64(0), "in.bounds");
}

void apply(const Plan &plan, llvm::LoopInfo &loops, llvm::DominatorTree &dominators, llvm::ScalarEvolution &evolution,
           const llvm::MDNode *checkedTag) {
  llvm::SmallVector<GuestAccess, 16> bounded;
  for (llvm::BasicBlock *block : plan.loop->blocks())
    for (llvm::Instruction &instruction : *block)
      if (std::optional<GuestAccess> access = GuestAccess::find(instruction, checkedTag);
          access && plan.exactValues.contains(evolution.getSCEV(access->index)))
        bounded.push_back(*access);
  versionLoop(*plan.loop, holds(plan, evolution), loops, dominators, evolution);
  for (const GuestAccess &access : bounded)
    access.setBounded(plan.loop->getLoopDepth());
  for (const BoundsCheck &check : plan.checks)
    check.pass();
}

}  // namespace

llvm::PreservedAnalyses HoistBoundsChecks::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  if (loops.empty())
    return llvm::PreservedAnalyses::all();
  auto &dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
  auto &evolution = analyses.getResult<llvm::ScalarEvolutionAnalysis>(function);
  Planner planner(loops, evolution, dominators, memorySizeTag(context));
  llvm::SmallVector<llvm::Loop *, 8> chosen;
  for (llvm::Loop *loop : loops.getTopLevelLoops()) {
    double weight;
    chosen.append(planner.choose(*loop, weight));
  }
  for (llvm::Loop *loop : chosen)
    if (Plan plan = planner.plan(*loop); plan.weight > 0) {
      apply(plan, loops, dominators, evolution, context.checkedMemoryTag);
      evolution.forgetAllLoops();
    }
  return chosen.empty() ? llvm::PreservedAnalyses::all() : llvm::PreservedAnalyses::none();
}

}  // namespace wasmc

#include "codegen/passes/HoistBoundsChecks.h"

#include "codegen/memory/MemorySize.h"
#include "codegen/passes/BoundsCheck.h"
#include "codegen/passes/GuestAccess.h"
#include "codegen/passes/RangeOverRounds.h"
#include "codegen/passes/VersionLoop.h"

#include "rt/abi/Layout.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

namespace wasmc {
namespace {

// Larger loops are left alone: their comparisons are a small part of what they do, and the copy is code.
constexpr size_t maxInstructions = 1500;
constexpr size_t maxConditions = 24;
// Each copy takes time that grows with the function.
constexpr size_t maxLoopsPerFunction = 200;
// A condition takes about as long as a comparison in some rounds.
constexpr size_t roundsPerCondition = 2;

// An access at base + start + factor * zext(compared) + its offset.
struct LimitedAccess {
  GuestAccess access;
  const llvm::SCEV *start;  // i64, not changing in the loop
  llvm::Value *compared;
  int64_t factor;
};

struct Plan {
  llvm::Loop *loop = nullptr;
  llvm::SmallVector<BoundsCheck, 16> checks;             // that can go
  llvm::SmallVector<const llvm::SCEV *, 16> conditions;  // none of which may be negative
  llvm::SmallVector<GuestAccess, 16> bounded;            // GuestAccess::setBounded
  llvm::SmallVector<LimitedAccess, 16> limited;
  double weight = 0;  // how often the checks are passed, in arbitrary units
};

size_t sizeOf(const llvm::Loop &loop) {
  size_t count = 0;
  for (const llvm::BasicBlock *block : loop.blocks())
    count += block->size();
  return count;
}

class Planner {
public:
  Planner(llvm::LoopInfo &loops, llvm::ScalarEvolution &evolution, const llvm::DominatorTree &dominators, const Context &context)
      : loops(loops), evolution(evolution), dominators(dominators), context(context), sizeTag(memorySizeTag(context)) {}

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
    addAccesses(plan, ranges);
    addLimitedAccesses(plan, ranges);
    plan.conditions = strongest(ranges);
    if (!pays(plan))
      plan.weight = 0;
    return plan;
  }

private:
  bool isRecurrence(const GuestAccess &access) { return llvm::isa<llvm::SCEVAddRecExpr>(evolution.getSCEV(access.index)); }

  // Accesses whose index can be known to stay below the last 64 KiB without a wrap, in all rounds.
  void addAccesses(Plan &plan, RangeOverRounds &ranges) {
    ranges.setPlace(nullptr);
    const llvm::APInt lastIndex(64, abi::maxGrownPages * abi::wasmPageSize - 1);
    for (llvm::BasicBlock *block : plan.loop->blocks())
      for (llvm::Instruction &instruction : *block) {
        std::optional<GuestAccess> access = GuestAccess::find(instruction, context.checkedMemoryTag);
        size_t before = ranges.conditions.size();
        if (!access || !isRecurrence(*access) || plan.loop->isLoopInvariant(access->index))
          continue;
        std::optional<Range> range = ranges.exactly(evolution.getSCEV(access->index));
        if (range && ranges.require(evolution.getMinusSCEV(evolution.getConstant(lastIndex), range->high)) &&
            canExpand(ranges, before))
          plan.bounded.push_back(*access);
        else
          ranges.conditions.truncate(before);
      }
  }

  // Accesses with an index that the guest's own comparison keeps from wrapping, so that its parts can be extended instead: what does not
  // change in the loop is then added to the base before it.
  void addLimitedAccesses(Plan &plan, RangeOverRounds &ranges) {
    for (llvm::BasicBlock *block : plan.loop->blocks()) {
      bool isPlaceSet = false;
      for (llvm::Instruction &instruction : *block) {
        std::optional<GuestAccess> access = GuestAccess::find(instruction, context.checkedMemoryTag);
        if (!access || isRecurrence(*access) || plan.loop->isLoopInvariant(access->index))
          continue;
        if (!std::exchange(isPlaceSet, true))
          ranges.setPlace(block);
        size_t before = ranges.conditions.size();
        if (std::optional<LimitedAccess> limited = limitedAccess(*access, ranges); limited && canExpand(ranges, before))
          plan.limited.push_back(*limited);
        else
          ranges.conditions.truncate(before);
      }
    }
  }

  std::optional<LimitedAccess> limitedAccess(const GuestAccess &access, RangeOverRounds &ranges) {
    std::optional<LimitedValue> index = ranges.exactlyLimited(evolution.getSCEV(access.index));
    llvm::SCEVExpander expander(evolution, "start");
    if (!index || !isScale(index->factor) || !expander.isSafeToExpandAt(index->start.low, ranges.preheader()->getTerminator()))
      return std::nullopt;
    return LimitedAccess{access, index->start.low, index->operand, index->factor.getSExtValue()};
  }

  // Whether an addressing mode can have it as a factor.
  static bool isScale(const llvm::APInt &factor) { return factor.isPowerOf2() && factor.ule(8); }

  bool staysWithin(const BoundsCheck &check, RangeOverRounds &ranges) {
    size_t conditions = ranges.conditions.size();
    ranges.setPlace(check.branch->getParent());
    if (addConditions(check, ranges) && canExpand(ranges, conditions))
      return true;
    ranges.conditions.truncate(conditions);
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
    return ranges.require(distance);
  }

  bool canExpand(const RangeOverRounds &ranges, size_t first) {
    llvm::SCEVExpander expander(evolution, "bounds");
    const llvm::Instruction *where = ranges.preheader()->getTerminator();
    return std::all_of(ranges.conditions.begin() + first, ranges.conditions.end(),
                       [&](const llvm::SCEV *each) { return expander.isSafeToExpandAt(each, where); });
  }

  // Without those that follow from another one.
  llvm::SmallVector<const llvm::SCEV *, 16> strongest(const RangeOverRounds &ranges) {
    llvm::SmallVector<const llvm::SCEV *, 16> result;
    for (const llvm::SCEV *condition : ranges.conditions) {
      if (llvm::is_contained(result, condition))
        continue;
      if (!ranges.premises.contains(condition) &&
          llvm::any_of(result, [&](const llvm::SCEV *other) { return isAtLeast(condition, other); }))
        continue;
      llvm::erase_if(result,
                     [&](const llvm::SCEV *other) { return !ranges.premises.contains(other) && isAtLeast(other, condition); });
      result.push_back(condition);
    }
    return result;
  }

  // Neither wraps if all conditions hold (RangeOverRounds.h), so that the difference is that of integers.
  bool isAtLeast(const llvm::SCEV *value, const llvm::SCEV *other) {
    return evolution.isKnownNonNegative(evolution.getMinusSCEV(value, other));
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
  const Context &context;
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

void extendParts(const LimitedAccess &limited, llvm::Value *start) {
  const GuestAccess &access = limited.access;
  llvm::IRBuilder<> builder(access.instruction);
  llvm::Value *compared = builder.CreateZExt(limited.compared, builder.getInt64Ty());
  llvm::Value *pointer = builder.CreatePtrAdd(access.base, start);
  pointer = builder.CreatePtrAdd(pointer, builder.CreateMul(compared, builder.getInt64(limited.factor)));
  access.setPointer(builder.CreatePtrAdd(pointer, builder.getInt64(access.offset)));
}

void apply(const Plan &plan, llvm::LoopInfo &loops, llvm::DominatorTree &dominators, llvm::ScalarEvolution &evolution) {
  llvm::Value *inBounds = holds(plan, evolution);
  llvm::SCEVExpander expander(evolution, "start");
  llvm::SmallVector<llvm::Value *, 16> starts;
  for (const LimitedAccess &access : plan.limited)
    starts.push_back(expander.expandCodeFor(access.start, access.start->getType(), plan.loop->getLoopPreheader()->getTerminator()));
  versionLoop(*plan.loop, inBounds, loops, dominators, evolution);
  for (const GuestAccess &access : plan.bounded)
    access.setBounded(plan.loop->getLoopDepth());
  for (auto [access, start] : llvm::zip(plan.limited, starts))
    extendParts(access, start);
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
  Planner planner(loops, evolution, dominators, context);
  llvm::SmallVector<llvm::Loop *, 8> chosen;
  for (llvm::Loop *loop : loops.getTopLevelLoops()) {
    double weight;
    chosen.append(planner.choose(*loop, weight));
  }
  chosen.truncate(std::min(chosen.size(), maxLoopsPerFunction));
  for (llvm::Loop *loop : chosen)
    if (Plan plan = planner.plan(*loop); plan.weight > 0) {
      apply(plan, loops, dominators, evolution);
      evolution.forgetAllLoops();
    }
  if (!chosen.empty())
    return llvm::PreservedAnalyses::none();
  llvm::PreservedAnalyses preserved;  // loads of sizes may have been added
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

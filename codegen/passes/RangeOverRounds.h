// Between which bounds an unsigned integer of a loop stays over all rounds, computed before the loop begins.
//
// Guest integers wrap, so a bound cannot be had by computing with them. Instead, for each value v of w bits there is an integer E(k),
// without any wrap, that is congruent to v(k) modulo 2^w in every round k of all loops up to the given one: a constant stands for
// itself, signed; what does not change in the loop for its unsigned value; a sum for the sum of what stands for its operands; a
// recurrence {start, +, step} for E(start) + step * round, with the step taken as signed. Low and high bounds of E come from those of
// its parts, with each loop's number of rounds. Only where v itself is needed, as the operand of an extension, a division or a
// comparison, the range has to lie within 0 to 2^w - 1, for then v = E. This is one of the conditions to be tested at run time.
//
// Computed in 64 bits, bounds don't wrap: `bits` says how large they can be, and what could exceed maxBits has no range. Where this
// relies on a size known only at run time, that is a condition, too. A condition that wraps because another one does not hold does not
// matter: all have to hold.
//
// Where the range is asked for an access, a value that the guest has compared with a limit on the way there (PassedLimits.h) stands for
// its unsigned value, which is below the limit whenever the access is reached; in other rounds it may be anything.
//
// The rounds of a loop are those that one of its exits allows which every round comes by; other exits only make them fewer. Where that
// exit waits for an induction to meet a value (WayToMeet.h), that it does not step over it is a condition.
#pragma once

#include "codegen/passes/PassedLimits.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <optional>

namespace wasmc {

struct Range {
  const llvm::SCEV *low, *high;  // i64, signed, and not changing in the loop
  unsigned bits;                 // -2^bits <= low and high <= 2^bits
};

// E = start + factor * operand, where the guest has compared the operand with a limit on the way to the place.
struct LimitedValue {
  Range start;  // of what does not change in the loop
  llvm::Value *operand;
  llvm::APInt factor;  // as wide as the value, signed
  Range all;
};

class RangeOverRounds {
public:
  // `sizeTag` is the alias tag of loads of a memory's size, which never shrinks.
  RangeOverRounds(llvm::Loop &loop, const llvm::LoopInfo &loops, llvm::ScalarEvolution &evolution,
                  const llvm::DominatorTree &dominators, const llvm::MDNode *sizeTag)
      : loop(loop), loops(loops), evolution(evolution), dominators(dominators), sizeTag(sizeTag),
        i64(llvm::Type::getInt64Ty(evolution.getContext())) {}

  // From now on ranges are asked for what happens in this block of the loop; null: for every round.
  void setPlace(llvm::BasicBlock *place);

  // Of E; adds to the conditions.
  std::optional<Range> of(const llvm::SCEV *value);
  // Of the unsigned value itself: `of`, and that it lies within what the type can hold.
  std::optional<Range> exactly(const llvm::SCEV *value);
  // The same if it follows from a limit, with all its parts; low and high of the start are one.
  std::optional<LimitedValue> exactlyLimited(const llvm::SCEV *value);
  // The same as `exactly` for the other side of comparisons.
  std::optional<Range> ofLimit(const llvm::SCEV *value);
  // A condition: value >= 0, an i64 and signed. False if it is known not to hold.
  bool require(const llvm::SCEV *value);

  // Where conditions can be tested.
  llvm::BasicBlock *preheader() const { return loop.getLoopPreheader(); }

  // What must not be negative when the loop begins, so that the ranges asked for are right.
  llvm::SmallVector<const llvm::SCEV *, 16> conditions;
  // Those that keep the others from wrapping: none of them may be left out because another one implies it.
  llvm::SmallPtrSet<const llvm::SCEV *, 8> premises;

private:
  bool requireUnsigned(const Range &range, unsigned width);
  bool requirePremise(const llvm::SCEV *value);
  const llvm::SCEV *computed(const llvm::SCEV *value);
  std::optional<Range> ofInvariant(const llvm::SCEV *value);
  std::optional<Range> ofRecurrence(const llvm::SCEVAddRecExpr &recurrence);
  std::optional<Range> ofSum(const llvm::SCEVAddExpr &sum);
  std::optional<Range> ofProduct(const llvm::SCEVMulExpr &product);
  std::optional<Range> ofExtension(const llvm::SCEVCastExpr &extension);
  std::optional<Range> ofQuotient(const llvm::SCEVUDivExpr &quotient);
  std::optional<Range> ofMaximum(const llvm::SCEVUMaxExpr &maximum);
  std::optional<Range> ofStructure(const llvm::SCEV *value);
  std::optional<LimitedValue> limited(const llvm::SCEV *value);
  std::optional<LimitedValue> limited(const llvm::SCEV &start, const PassedLimit &passed, const llvm::APInt &factor);
  std::optional<Range> ofChoice(llvm::Value *value);
  std::optional<Range> ofMemorySize(const llvm::Value &value);
  std::optional<Range> knownRange(const llvm::SCEV *value);
  std::optional<Range> rounds(const llvm::Loop &of);
  const llvm::SCEV *roundsIfMet(const llvm::Loop &of, const llvm::BasicBlock &exiting);
  std::optional<Range> step(const llvm::SCEV *value);
  std::optional<Range> plus(const Range &a, const Range &b);
  std::optional<Range> times(const Range &a, const llvm::APInt &factor);
  const llvm::SCEV *constant(int64_t value) const { return evolution.getConstant(i64, value, true); }

  llvm::Loop &loop;
  const llvm::LoopInfo &loops;
  llvm::ScalarEvolution &evolution;
  const llvm::DominatorTree &dominators;
  const llvm::MDNode *sizeTag;
  llvm::Type *i64;
  llvm::DenseMap<const llvm::Value *, llvm::Instruction *> sizesBefore;  // by address
  llvm::SmallVector<PassedLimit, 4> passed;
};

}  // namespace wasmc

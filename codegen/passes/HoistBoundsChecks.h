// Takes the comparisons of explicit mode out of loops: where it is known before a loop begins between which bounds each checked value
// will stay, the bounds are compared with the memory's size once, and two copies of the loop are made. The one that runs if all is
// within the memory has no such comparisons; the other one is the loop as it was, so that a guest that leaves its memory does so at
// the same access as ever. A memory may grow in the meantime, which changes nothing, and never shrinks.
//
// RangeOverRounds.h says what the bounds are and why they hold for every access in every round, whether it happens or not. A loop
// around loops is taken as a whole if as many comparisons can go as from the loops within, so that these need no test each time.
//
// In the copy without comparisons, indices of 32 bits are known to be the integers without wrap that their bounds were computed from,
// which WidenIndices makes use of. Where the bound is a limit that the guest compares with itself (PassedLimits.h), this holds only
// behind that comparison: there zext(start + factor * compared) = zext(start) + factor * zext(compared), and the start, as the address of
// an array, is added to the memory's base before the loop.
#pragma once

#include "codegen/Context.h"

#include <llvm/IR/PassManager.h>

namespace wasmc {

class HoistBoundsChecks : public llvm::PassInfoMixin<HoistBoundsChecks> {
public:
  explicit HoistBoundsChecks(const Context &context) : context(context) {}  // borrows it
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);

private:
  const Context &context;
};

}  // namespace wasmc

// Compares once what explicit mode would compare several times. A check at x + d, with x an i32 and d a constant, passes if and only if
// zext(x + d) + reach <= size.
//
// 1. Implied: where zext(x + d) + reach <= size has held before on every way here, it still does, for memories never shrink, whatever
//    was called in between; so does zext(x + e) + other <= size if 0 <= e - d <= 64 KiB and e - d + other <= reach: no memory of 32-bit
//    indices covers the last 64 KiB that these reach, so zext(x + d) < 2^32 - 2^16 and zext(x + e) = zext(x + d) + e - d.
// 2. Merged: checks at x + d(1), x + d(2) ... that follow each other with nothing between them but accesses to the same kind of memory
//    and what has no effect, become one in place of the first: at the lowest distance, with the largest reach. It passes if and only
//    if all of them do: if the lowest fails, so does the one; if it passes, the distances of the others from it are exact, as above.
//    All of them end the guest in the same block, so that a backtrace names the right one of several inlined functions. Stores between them may then not have been done, as in guard mode.
//
// Accesses behind an implied check use the index of the check that implies it, at a constant distance.
#pragma once

#include "codegen/Context.h"

#include <llvm/IR/PassManager.h>

namespace wasmc {

class MergeBoundsChecks : public llvm::PassInfoMixin<MergeBoundsChecks> {
public:
  // Borrows it. context.lastPageIsClosed must hold for rules about distances other than 0.
  explicit MergeBoundsChecks(const Context &context) : context(context) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);

private:
  const Context &context;
};

}  // namespace wasmc

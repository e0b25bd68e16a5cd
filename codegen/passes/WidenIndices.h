// Guest indices are 32 bits wide and wrap, which native pointers never do: so LLVM takes zext(index) of a loop for something that may
// jump back by 4 GiB at any round, and neither vectorises nor reduces its strength. This pass turns such indices into recurrences of
// 64 bits where the wrap is ruled out, for memories that never cover their last 64 KiB: where there are guard pages, by the accesses
// themselves; where bounds are compared, by comparisons before the loop (rule 4).
//
// Notation: x(k) is an i32 value in round k of a loop, counted from 0, with x(k+1) = x(k) + step mod 2^32. Access A uses it in every
// round: it touches zext(x(k)) + an offset that is not negative, and round k+1 begins only if A of round k has not trapped.
//
// 1. Widening, 0 < step <= 64 KiB. Let W(0) = zext(x(0)), W(k+1) = W(k) + step in 64 bits. Then W(k) = zext(x(k)) in every round k that
//    begins. By induction: A of round k did not trap, so zext(x(k)) < 2^32 - 2^16, so zext(x(k)) + step < 2^32 and the 32-bit addition
//    has not wrapped. This holds at the beginning of the round, whatever is before A in it, and for all accesses that use x.
//    A negative step does not qualify: where x wraps below 0, an access with an offset would meet the memory's beginning.
// 2. Neighbours: y(k) = x(k) + c mod 2^32 with 0 < c <= 64 KiB, and an access B at y that A precedes in the round. A has not trapped,
//    so zext(x(k)) + c < 2^32 and zext(y(k)) = W(k) + c. B may precede A if it is a load and nothing between them has an effect:
//    where A does not trap the above holds; where A traps, W(k) + c is beyond the memory, too, and B traps instead of A, with the
//    same outcome.
// 3. Loops around loops: if x is W's start in an inner loop, with an A that runs in each of its rounds and in every round of the
//    outer loop, then A touches zext(x) in the first of the inner rounds: rule 1 holds for the outer loop, too.
// 4. Bounded accesses (HoistBoundsChecks.h), whatever the step: in all rounds of the loop zext(x(k)) = zext(x(0)) + step * k, step
//    taken as signed, whether the access happens or not. So W(k) = zext(x(k)). Of two such indices with a distance c, 0 < c <= 64 KiB
//    modulo 2^32, both are below 2^32 - 2^16, so that the distance is the same without the modulus.
//
// In the code, W(k) = "wide" start + "progress", which all indices with the same step share. The first address of each group of
// neighbours is opaque to LLVM (freeze): one root per array, so that tests for overlap at run time compare arrays.
//
// What is promised to LLVM is true even for rounds behind a trap, of which LLVM does not know that they never run: additions
// and addresses get "no unsigned wrap" only if the number of the loop's rounds is known to be so small (maxRounds) that they could not
// wrap in any case.
//
// The sandbox does not depend on A alone: W, unlike an extended index, could leave the reservation of the memory if it were used in
// some rounds only. So only accesses that themselves stay in every round use it (EveryRound.h): each of them would meet the
// inaccessible pages before W is beyond them. Others keep the index of 32 bits. The reservation has more than 3 GiB to spare
// (GuestAccess::maxOffset), so that LLVM may unroll or vectorise: no access is then ahead of another one by more than some hundreds of
// rounds of 64 KiB.
#pragma once

#include "codegen/Context.h"

#include <llvm/IR/PassManager.h>

namespace wasmc {

class WidenIndices : public llvm::PassInfoMixin<WidenIndices> {
public:
  // No memory with indices of 32 bits may ever cover the last 64 KiB that these reach (analysis/LastPage.h). Borrows it.
  explicit WidenIndices(const Context &context) : context(context) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);

private:
  const Context &context;
};

}  // namespace wasmc

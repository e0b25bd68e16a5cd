// Straight code that stores elements side by side, each computed from loads between the stores: the channels of a pixel, the parts
// of a complex number. Natively LLVM knows from malloc or from types that the stores leave alone what is loaded, and makes vectors of
// it (SLP). In a guest's memory every store may change what the next load reads. So such code gets a copy that runs where a comparison
// of addresses says that it does not, and in it the loads come before the first store.
//
// A range of a block ends with its last store and contains nothing that has an effect but plain stores. Each access is at a constant
// distance from a pointer, which is known before the range, or takes only arithmetic that may as well come before it. A load behind
// some of the stores changes places with them if it has no byte in common with any:
// - Stores at distances from the same pointer: the distances say it.
// - Stores from another pointer P: let [p, p + m) be the smallest interval with all bytes that they store, [q, q + n) that with what
//   is loaded from Q behind them. On the circle of addresses modulo 2^64 the two have nothing in common if and only if m <= q - p and
//   n <= p - q, both modulo 2^64, which is q - p - m <= 2^64 - m - n, as m + n < 2^64. Nothing is assumed about wrapping. This is
//   compared before the range, for each such pair of pointers, in one address space.
// All else keeps its place: stores among each other, and loads that would meet a store.
//
// - A load that traps then does so before stores that would have come first. That and nothing more: which stores are done when an
//   access traps is not determined (README.md), and there is no other effect in the range.
// - What makes a load stay (KeepTrappingLoads) is as true in the copy: what needs its value is in the same place behind it, in the
//   range or behind a phi that takes it from there. Volatile loads are effects.
// - The comparison itself accesses nothing. A pointer that is poison would make the range undefined without it: its accesses use it.
// - Nothing is promised to LLVM: what the comparison says is in the order of the copy's instructions, and ends with it.
//
// Cost: only ranges in loops are copied, of bounded size and with few pairs of pointers. A copy that LLVM's SLP does not make
// shorter than what it stands for, with a vector to store, is taken back.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

// Behind LLVM's vectorisers, of which it calls SLP once more where there are copies.
struct VersionOverlaps : llvm::PassInfoMixin<VersionOverlaps> {
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

}  // namespace wasmc

// Sums of 128 bits: CPUs add with carry, Wasm (without the wide arithmetic proposal) has to compare for the carry. This pass makes
// additions of 128 bits of what compilers and libraries write instead,
//     low = p + q        high = x + y + zext(low < p)
// in 64 bits. It has to come before LLVM reassociates and vectorises the carries of several sums, after which no add with carry can
// be made of them.
//
// The claim: the halves of (x 2^64 + p) + (y 2^64 + q) modulo 2^128 are low and high. For p + q = low + 2^64 c where c is 1 if and
// only if the sum wrapped, which is when low < p; the rest is x + y + c modulo 2^64. It holds for any x and y, so these may be any two
// terms of a larger sum, and a sum with several carries takes as many steps. Values stay the same, so nothing else has to be proved.
//
// When the terms were in memory at first, sums of several numbers come out as w + v, the next one's upper half as that of
// (w without its lower half) + v + (its lower half): that is a sum of whole numbers again, as w is its upper half plus its lower one.
// A number of 64 bits is known for the lower half of w if it is w truncated, if w is it extended, or if it is the sum of the lower
// halves of what w adds, for sums modulo 2^128 agree modulo 2^64.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class WideSum : public llvm::PassInfoMixin<WideSum> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

}  // namespace wasmc

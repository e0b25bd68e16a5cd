// Products of 64 by 64 bits in full: CPUs have an instruction for them, Wasm has none (without the wide arithmetic proposal), so
// modules compute them from products of halves: compiler-rt's __multi3, Go's bits.Mul64, Knuth's algorithm M by hand. This pass
// recognises what is computed, not by whom, wherever it has been inlined, and replaces it by a multiplication of 128 bits.
//
// The claim. With H = 2^32 and four factors below H (known bits say so), a = ah H + al and b = bh H + bl, the pattern is
//     t = (al bl >> 32) + p        {p, q} = {ah bl, al bh}
//     u = (t mod H) + q
//     high = ah bh + (t >> 32) + (u >> 32)        low = (u << 32) | (al bl mod H)
// Then a b = high 2^64 + low, high < 2^64. For each factor is at most H - 1, each product at most (H - 1)^2, and
// (H - 1)^2 + (H - 1) < 2^64: neither t nor u wraps. So
//     a b = ah bh H^2 + (p + q) H + al bl
//         = ah bh H^2 + (t + q) H + (al bl mod H)                         (t H = p H + (al bl div H) H)
//         = (ah bh + (t >> 32)) H^2 + u H + (al bl mod H)                 (t + q = (t >> 32) H + u)
//         = (ah bh + (t >> 32) + (u >> 32)) H^2 + (u mod H) H + (al bl mod H)
// where the last two terms are below 2^64. The three terms of `high` may stand anywhere in a larger sum: addition modulo 2^64 is
// associative and commutative. Values stay the same, so nothing else has to be proved of their users.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class WideMultiply : public llvm::PassInfoMixin<WideMultiply> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

}  // namespace wasmc

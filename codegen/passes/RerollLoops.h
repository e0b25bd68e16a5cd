// Undoes a producer's unrolling. clang and rustc unroll short loops two to five times for Wasm, each in its own way. What is left are
// loops whose rounds do several elements with a stride: vectorisers pass over them, reductions in them are no reductions. The loop
// that does one element in a round gets vectorised, and unrolled as the target wants it.
//
// A loop of one block qualifies if it consists of copies (RoundCopies.h) and its number of rounds T can be computed before it. It then
// becomes a loop of count * T rounds with copy 0 as its body. Why that does the same, round by round, by induction over the rounds:
// - Inductions: a linear function f of them advances by slope(f), modulo 2^width, in each new round, and copy j has f + j * slope(f)
//   (ScalarEvolution's difference of two values of the same round, which holds as arithmetic modulo 2^width: nothing is assumed about
//   wrapping).
// - Carried values: copy j takes what copy j - 1 made, copy 0 what the last copy of the round before made.
// - Other values: the same operation on such values.
// - Loads and stores: an access of copy j has as many stores before it as in the shorter loop, so it sees the same memory, and if it
//   traps, the same stores have been done. Loads that copies share are repeated, with no store between.
// - Nothing else in the block has an effect.
// - The number of rounds: ScalarEvolution's, or, where an induction has to meet a value, computed if its way is a multiple of its step;
//   if not, the loop never ends but by a trap, for which 2^62 rounds stand: more than a century.
// - Where the loop ends: values of the last copy, which is then the body's last round.
// Flags (no wrap, exact, fast) stay where all copies have them, since each speaks of one of the rounds. Parts of linear functions lose
// them, with one exception: a GEP of bytes without unsigned wrap, of which each copy only is the same plus a constant without
// unsigned wrap. Inductions get them from bounds that are known (see hasRoom).
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

struct RerollLoops : llvm::PassInfoMixin<RerollLoops> {
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

}  // namespace wasmc

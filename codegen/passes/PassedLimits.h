// What the guest itself has compared with a limit on the way to an access: `if (index >= length) panic()`, as producers write before
// each access to a slice or an array of known length.
#pragma once

#include <llvm/ADT/SmallVector.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/IR/Dominators.h>

namespace wasmc {

struct PassedLimit {
  llvm::Value *compared;
  const llvm::SCEV *value;  // the same; changes in the loop
  const llvm::SCEV *limit;  // does not; of the same type
  bool mayMeet;             // value <= limit, else value < limit; unsigned
};

// Those that hold whenever `place`, a block of the loop, is reached, the nearest first. The edge behind the comparison dominates
// `place`, so no way leads from where the value is computed to there without another comparison; and every loop around the comparison
// is around `place`, so none has begun another round since. Both are thus about the value that `place` sees.
llvm::SmallVector<PassedLimit, 4> passedLimits(llvm::BasicBlock &place, const llvm::Loop &loop, const llvm::LoopInfo &loops,
                                               const llvm::DominatorTree &dominators, llvm::ScalarEvolution &evolution);

}  // namespace wasmc

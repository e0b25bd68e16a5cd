// Which accesses happen in every round of a loop, and will still do so when LLVM has finished.
#pragma once

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {

// Whether the instruction runs in every round of the loop that is followed by another one.
inline bool runsInEveryRound(const llvm::Instruction &instruction, const llvm::Loop &loop, const llvm::DominatorTree &dominators) {
  const llvm::BasicBlock *latch = loop.getLoopLatch();
  return latch && loop.contains(&instruction) && dominators.dominates(instruction.getParent(), latch);
}

// Whether a load or store of this loop (not of one inside it) runs in every round and LLVM has no way to let it run in some only.
// It may delete it, if nobody needs its value in any round.
//
// Nothing makes a store conditional. A load can sink to the only place that needs its value: a branch, an operand of a select
// (which becomes a branch), a place behind the loop. So none of its users, nor of theirs, up to effects, may be in such a place. A
// select whose condition compares the operand, as in a minimum, is none: the value has to be there before anything is chosen.
bool staysInEveryRound(const llvm::Instruction &access, const llvm::Loop &loop, const llvm::DominatorTree &dominators);

}  // namespace wasmc

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
// Nothing makes a store conditional. A load can sink to the only place that needs its value: a branch, an operand of a select (which
// becomes a branch), a place behind the loop. So none of its users, nor of theirs, up to effects, may be in such a place.
//
// What follows WidenIndices in LLVM 22 and could move an access, and why it does no harm:
// - LoopVectorize folds the tail by masks where a loop has few rounds: a masked lane is a round that does not happen. A first-order
//   recurrence has all its lanes loaded.
// - Unrolling and peeling copy whole rounds; of two copies that access one address, one may go: the address has been accessed.
//   So has it where LoopLoadElimination takes a value from the store of the round before, or a later store makes an earlier one dead.
// - LICM moves out of an inner loop what does not change there: a load before it; a store may go behind it, still in the outer round.
// - LoopSink and MachineSink bring a load to where its users are, which run in every round. InstCombine's sinking is off
//   (target/Target.cpp), SimplifyCFG sinks out of both arms of a branch only, and neither arm is in every round.
// - CodeGenPrepare and SelectOptimize make branches of selects, with what only one operand needs in them: see the rule for selects.
// - No pass repeats a load behind the back edge, so what a header's phi takes stays, even if the phi is used in some rounds only.
// Nothing makes a store conditional. A load can sink to the only place that needs its value: a branch, an operand of a select
// (which becomes a branch), a place behind the loop. So none of its users, nor of theirs, up to effects, may be in such a place. A
// select whose condition compares the operand, as in a minimum, is none: the value has to be there before anything is chosen.
bool staysInEveryRound(const llvm::Instruction &access, const llvm::Loop &loop, const llvm::DominatorTree &dominators);

}  // namespace wasmc

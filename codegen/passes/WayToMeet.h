// Loops that end when an induction meets a value: `i += 2; if (i == end) break`, as producers write when they unroll. ScalarEvolution
// counts the rounds of such a loop only where it can show that the induction does not step over the value.
#pragma once

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <optional>

namespace wasmc {

// In round k (from 0) the induction is `value - distance + k * step`, or with a step down `value + distance - k * step`, modulo 2^w
// for integers of w bits; the step is 2^stepBits. If the distance, as an unsigned integer, is a multiple of the step, then
// k = distance / step is the first round in which they meet: k * step is less than 2^w for each k up to that, so no other one of them
// is congruent to the distance. If it is none, they never meet, for 2^w is a multiple of the step.
struct WayToMeet {
  const llvm::SCEV *distance;  // does not change in the loop
  unsigned stepBits;
};

// None if the loop is not left from the end of `exiting` for that reason.
std::optional<WayToMeet> wayToMeet(const llvm::Loop &loop, const llvm::BasicBlock &exiting, llvm::ScalarEvolution &evolution);

}  // namespace wasmc

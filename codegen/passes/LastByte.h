// Where the last byte of a load goes. An access beyond a memory's end is one whose last byte lies there; if LLVM can do without
// that byte (`i32.wrap_i64` of an `i64.load`, the first lane of a `v128.load`), it may make the load narrower, and the trap is
// lost.
#pragma once

#include <llvm/IR/Instruction.h>
#include <llvm/IR/Instructions.h>
#include <optional>

namespace wasmc {

// Bits of a value that LLVM can't know without the byte, as far as it does not know them anyway: [low, high) of one lane, or of each
// alike. Numbers and pointers are a single lane.
struct BytePlace {
  static constexpr int everyLane = -1;    // each lane by itself tells the byte
  static constexpr int unknownLane = -2;  // one of them
  int lane;
  unsigned low, high;

  static BytePlace ofLoad(const llvm::LoadInst &load);
};

// Given where the byte is in an operand of an instruction, where it is in the result; none if the result may not depend on it, or
// LLVM knows those bits of it.
std::optional<BytePlace> follow(BytePlace place, const llvm::Use &operand);

}  // namespace wasmc

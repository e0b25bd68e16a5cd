// A walk up the stack, frame by frame, from an interrupted instruction or from a call.
#pragma once

#include "rt/unwind/Registers.h"
#include "rt/unwind/StackRange.h"

namespace wasmc::rt {

class Cursor {
public:
  // What the first frame's pc is: the instruction that was interrupted, or the place where a call returns to.
  enum class Start { Interrupted, AfterCall };

  // Only memory in `stack` is read.
  Cursor(StackRange stack, const Registers &registers, Start start) : stack(stack), current(registers), start(start) {}

  const Registers &registers() const { return current; }

  // An address inside the instruction that this frame is executing. A return address may already belong to the next function,
  // when the call was to one that never returns.
  uint64_t instruction() const { return current.pc() - (start == Start::AfterCall ? 1 : 0); }

  // Moves to the caller. False at the outermost frame, at code without an entry in the table, and where the stack makes no sense;
  // the cursor is then used up. Every step but an interrupted leaf's raises the stack pointer, so a walk always ends.
  bool step();

private:
  StackRange stack;
  Registers current;
  Start start;
};

}  // namespace wasmc::rt

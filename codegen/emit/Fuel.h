// Counting of instructions, for a budget that ends a guest at the same point whatever CPU and optimisation level.
//
// The rule, which is part of what users may rely on: every instruction executed costs one, but for those that only give structure
// (`block`, `loop`, `try_table`, `try`, `catch`, `catch_all`, `delegate`, `end`, `else`, `nop`, `drop`). What is left is looked at
// where a loop's body begins, and where a function begins that calls others; the guest ends there once more was spent than there
// was. Everything in between has a bounded length.
//
// The counter goes from function to function in a register (Signature.h); within one it is a local variable, which the first pass
// promotes.
#pragma once

#include "codegen/Context.h"
#include "frontend/Opcode.h"

namespace wasmc {

class FunctionEmitter;

class FuelMeter {
public:
  // Counts nothing before `begin` was called with a counter.
  explicit FuelMeter(FunctionEmitter &emitter) : emitter(emitter) {}

  // At the beginning of a function's entry block, with what is left then; null: nothing is counted.
  void begin(llvm::Value *counter);
  // Before an operator is emitted, at the place where it will be.
  void count(Op op);
  // Where a loop's body begins.
  void enterLoop();
  // What is left, here; null where nothing is counted.
  llvm::Value *value();
  // The same, for a callee, and what that has left.
  llvm::Value *forCall();
  void afterCall(llvm::Value *counter);
  // To where it survives an exception, and from there.
  void store();
  void reload();
  // When all has been emitted.
  void finish();

private:
  llvm::Value *address();
  void settle();
  llvm::BranchInst *check();

  FunctionEmitter &emitter;
  llvm::AllocaInst *left = nullptr;  // null: nothing is counted
  llvm::BranchInst *entryCheck = nullptr;
  uint64_t pending = 0;  // counted, but not yet subtracted
  bool callsOthers = false;
};

}  // namespace wasmc

#include "codegen/emit/Fuel.h"

#include "codegen/FunctionEmitter.h"

namespace wasmc {
namespace {

unsigned costOf(Op op) {
  switch (op) {
  case Op::block:
  case Op::loop:
  case Op::end:
  case Op::else_:
  case Op::try_table:
  case Op::try_:
  case Op::catch_:
  case Op::catch_all:
  case Op::delegate:
  case Op::nop:
  case Op::drop: return 0;
  default: return 1;
  }
}

// After which emission goes on in another block, or in another function: what was counted must be subtracted before.
bool leavesBlock(Op op) {
  switch (op) {
  case Op::block:
  case Op::loop:
  case Op::if_:
  case Op::else_:
  case Op::end:
  case Op::br:
  case Op::br_if:
  case Op::br_on_null:
  case Op::br_on_non_null:
  case Op::br_table:
  case Op::br_on_cast:
  case Op::br_on_cast_fail:
  case Op::return_:
  case Op::unreachable:
  case Op::call:
  case Op::call_indirect:
  case Op::call_ref:
  case Op::return_call:
  case Op::return_call_indirect:
  case Op::return_call_ref:
  case Op::try_table:
  case Op::try_:
  case Op::catch_:
  case Op::catch_all:
  case Op::delegate:
  case Op::throw_:
  case Op::throw_ref:
  case Op::rethrow: return true;
  default: return false;
  }
}

}  // namespace

void FuelMeter::begin(llvm::Value *counter) {
  if (!counter)
    return;
  left = emitter.builder.CreateAlloca(emitter.context.i64, nullptr, "fuel");
  emitter.builder.CreateStore(counter, left);
  entryCheck = check();
}

void FuelMeter::count(Op op) {
  if (!left)
    return;
  pending += costOf(op);
  if (leavesBlock(op))
    settle();
}

void FuelMeter::settle() {
  if (pending == 0)
    return;
  Builder &builder = emitter.builder;
  builder.CreateStore(builder.CreateSub(value(), builder.getInt64(pending)), left);
  pending = 0;
}

void FuelMeter::enterLoop() {
  if (left)
    check();
}

llvm::Value *FuelMeter::value() { return left ? emitter.builder.CreateLoad(emitter.context.i64, left) : nullptr; }

llvm::Value *FuelMeter::forCall() {
  callsOthers = true;
  return value();
}

void FuelMeter::afterCall(llvm::Value *counter) {
  if (left)
    emitter.builder.CreateStore(counter, left);
}

llvm::Value *FuelMeter::address() {
  bool isPassed = emitter.context.convention.passesInstance;
  return fuelAddress(emitter.context, emitter.builder,
                     isPassed ? instanceParameter(*emitter.builder.GetInsertBlock()->getParent()) : nullptr);
}

void FuelMeter::store() {
  if (left)
    emitter.builder.CreateStore(value(), address());
}

void FuelMeter::reload() {
  if (left)
    emitter.builder.CreateStore(loadFuel(emitter.context, emitter.builder, address()), left);
}

// Without calls there is no recursion: loops are the only way to go on for long.
void FuelMeter::finish() {
  if (left && !callsOthers)
    entryCheck->setCondition(emitter.builder.getFalse());
}

llvm::BranchInst *FuelMeter::check() {
  Builder &builder = emitter.builder;
  llvm::BasicBlock *before = builder.GetInsertBlock();
  llvm::Value *isSpent = builder.CreateICmpSLT(value(), builder.getInt64(0));
  emitter.trapIf(isSpent, TrapCode::OutOfFuel);
  return llvm::cast<llvm::BranchInst>(before->getTerminator());
}

}  // namespace wasmc

// What a known body does, in front of it: a bulk operation, where that has the same effect.
#include "codegen/FunctionEmitter.h"

namespace wasmc {

// Whether none of the bytes belongs to both ranges: their distance is neither in [0, count) nor in (-count, 0). For count 0 whether
// the addresses are the same. No range wraps where this matters: one that does is out of bounds.
static llvm::Value *areApart(Builder &builder, llvm::Value *to64, llvm::Value *source64, llvm::Value *count64) {
  llvm::Value *one = builder.getInt64(1);
  return builder.CreateICmpUGE(builder.CreateAdd(builder.CreateSub(to64, source64), builder.CreateSub(count64, one)),
                               builder.CreateSub(builder.CreateAdd(count64, count64), one));
}

// On a memory that has a guard nothing need be checked: a bad range faults in memmove or memset, which reach each byte of it, and the
// runtime knows these for the guest's where their caller is. Hence no tail call. Volatile: a copy that nobody reads is still to trap.
void FunctionEmitter::emitUncheckedShortcut(Value to, Value value, Value count) {
  llvm::Value *target = memoryPointer(0, extend(to)), *bytes = extend(count);
  llvm::CallInst *call =
      known == KnownBody::Fill
          ? builder.CreateMemSet(target, builder.CreateTrunc(value, context.i8), bytes, llvm::MaybeAlign(1), true)
          : builder.CreateMemMove(target, llvm::MaybeAlign(1), memoryPointer(0, extend(value)), llvm::MaybeAlign(1), bytes, true);
  call->setTailCallKind(llvm::CallInst::TCK_NoTail);
}

// For count 0 a checked operation would trap on addresses beyond the memory, the body does not look at them; nor does memmove where
// both addresses are the same. Else the body reaches each byte of both ranges, hence traps if and only if the operation does; no range
// wraps, because no memory reaches the last byte before 2^32 (abi::maxGrownPages, analysis/LastPage). What has been written when it
// traps is not determined, as with merged checks.
void FunctionEmitter::emitShortcut() {
  if (known == KnownBody::None || context.options.countFuel || !context.lastPageIsClosed)
    return;
  bool isGuarded = hasGuard(context.options.bounds, module.memories[0].type);
  Value to = local_get(0), source = local_get(1), count = local_get(2);
  Value suffices = isGuarded ? builder.getTrue() : builder.CreateICmpNE(count, builder.getInt32(0));
  if (known == KnownBody::Move)
    suffices = builder.CreateAnd(suffices, builder.CreateICmpNE(to, source));
  if (known == KnownBody::Copy)  // on overlapping ranges it does what its loops happen to do
    suffices = builder.CreateAnd(suffices, areApart(builder, extend(to), extend(source), extend(count)));
  llvm::BasicBlock *shortcut = newBlock("shortcut"), *body = newBlock("body");
  builder.CreateCondBr(suffices, shortcut, body);
  enterBlock(shortcut);
  if (isGuarded)
    emitUncheckedShortcut(to, source, count);
  else if (known == KnownBody::Fill)
    memory_fill({}, {to, source, count});
  else
    memory_copy({}, to, source, count);
  FunctionSignature(context, *functionType).emitReturn(builder, *function, {&to, 1}, nullptr);
  enterBlock(body);
}

}  // namespace wasmc

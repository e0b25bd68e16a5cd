// What a known body does, in front of it: a bulk operation, where that has the same effect.
#include "codegen/FunctionEmitter.h"

namespace wasmc {

// For count 0 a bulk operation would trap on addresses beyond the memory, the body does not look at them; nor does memmove where both
// addresses are the same. Else the body reaches each byte of both ranges, hence traps if and only if the bulk operation does; no range
// wraps, because no memory reaches the last byte before 2^32 (abi::maxGrownPages, analysis/LastPage). What has been written when it
// traps is not determined, as with merged checks.
void FunctionEmitter::emitShortcut() {
  if (known == KnownBody::None || context.options.countFuel || !context.lastPageIsClosed)
    return;
  Value to = local_get(0), source = local_get(1), count = local_get(2);
  Value suffices = builder.CreateICmpNE(count, builder.getInt32(0));
  if (known == KnownBody::Move)
    suffices = builder.CreateAnd(suffices, builder.CreateICmpNE(to, source));
  if (known == KnownBody::Copy)  // on overlapping ranges it does what its loops happen to do
    suffices = builder.CreateAnd(suffices, builder.CreateAnd(builder.CreateICmpUGE(builder.CreateSub(to, source), count),
                                                             builder.CreateICmpUGE(builder.CreateSub(source, to), count)));
  llvm::BasicBlock *shortcut = newBlock("shortcut"), *body = newBlock("body");
  builder.CreateCondBr(suffices, shortcut, body);
  enterBlock(shortcut);
  if (known == KnownBody::Fill)
    memory_fill({}, {to, source, count});
  else
    memory_copy({}, to, source, count);
  FunctionSignature(context, *functionType).emitReturn(builder, *function, {&to, 1}, nullptr);
  enterBlock(body);
}

}  // namespace wasmc

// Locals, globals and the parametric instructions (specification, 4.6).
#include "codegen/FunctionEmitter.h"

namespace wasmc {

llvm::Value *FunctionEmitter::select(Value condition, Value first, Value second) {
  return builder.CreateSelect(isTrue(condition), first, second);
}

llvm::Value *FunctionEmitter::local_get(uint32_t index) {
  return builder.CreateLoad(locals[index]->getAllocatedType(), locals[index]);
}

void FunctionEmitter::local_set(uint32_t index, Value value) { builder.CreateStore(value, locals[index]); }

llvm::Value *FunctionEmitter::global_get(uint32_t index) {
  if (llvm::Constant *known = instance.globalConstant(index))
    return known;
  return loadTagged(context.type(module.globals[index].type.type), instance.globalAddress(builder, index), context.globalTag);
}

void FunctionEmitter::global_set(uint32_t index, Value value) {
  storeTagged(value, instance.globalAddress(builder, index), context.globalTag);
}

}  // namespace wasmc

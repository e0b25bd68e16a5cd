// Locals, globals and the parametric instructions (specification, 4.6).
#include "codegen/FunctionEmitter.h"
#include "codegen/NonNull.h"

namespace wasmc {

llvm::Value *FunctionEmitter::select(Value condition, Value first, Value second) {
  return builder.CreateSelect(isTrue(condition), first, second);
}

// Made when first used: a few bytes of Wasm declare fifty thousand locals.
llvm::AllocaInst *FunctionEmitter::local(uint32_t index) {
  llvm::AllocaInst *&slot = locals[index];
  if (!slot) {
    llvm::BasicBlock &entry = function->getEntryBlock();
    Builder atEntry(&entry, entry.begin());
    llvm::Type *type = context.type(localTypes[index]);
    slot = atEntry.CreateAlloca(type);
    Value initial = llvm::Constant::getNullValue(type);
    if (index < functionType->parameters.size())
      initial = FunctionSignature(context, *functionType).parameter(atEntry, *function, index);
    atEntry.CreateStore(initial, slot);
  }
  return slot;
}

llvm::Value *FunctionEmitter::local_get(uint32_t index) {
  llvm::AllocaInst *slot = local(index);
  return builder.CreateLoad(slot->getAllocatedType(), slot);
}

void FunctionEmitter::local_set(uint32_t index, Value value) { builder.CreateStore(value, local(index)); }

llvm::Value *FunctionEmitter::global_get(uint32_t index) {
  if (llvm::Constant *known = instance.globalConstant(index))
    return known;
  ValueType type = module.globals[index].type.type;
  return describeLoaded(loadTagged(context.type(type), instance.globalAddress(builder, index), context.globalTag), type);
}

void FunctionEmitter::global_set(uint32_t index, Value value) {
  storeTagged(value, instance.globalAddress(builder, index), context.globalTag);
}

}  // namespace wasmc

#include "codegen/instance/ProgramAccess.h"

#include "codegen/memory/MemorySize.h"

namespace wasmc {

llvm::Value *ProgramAccess::stateAddress(Builder &builder, llvm::GlobalVariable *variable) {
  return variable->isThreadLocal() ? builder.CreateThreadLocalAddress(variable) : static_cast<llvm::Value *>(variable);
}

llvm::Value *ProgramAccess::globalAddress(Builder &builder, uint32_t index) {
  return stateAddress(builder, global(index).variable);
}

llvm::Value *ProgramAccess::memoryBase(Builder &builder, uint32_t index) {
  const MemoryPlace &place = memory(index);
  if (place.fixedBase)
    return llvm::ConstantExpr::getIntToPtr(builder.getInt64(abi::fixedMemoryBase), context.ptr);
  llvm::LoadInst *base = builder.CreateLoad(context.ptr, place.object);
  base->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context.ir.getContext(), {}));
  return base;
}

llvm::Value *ProgramAccess::memorySize(Builder &builder, uint32_t index) {
  const MemoryType &type = module.memories[index].type;
  if (llvm::Constant *known = knownMemorySize(context, type))
    return known;
  llvm::Value *field = builder.CreateConstInBoundsGEP1_64(context.i8, memory(index).object, offsetof(abi::Memory, size));
  llvm::LoadInst *size = builder.CreateLoad(context.i64, field);
  describeMemorySize(context, type, *size);
  return size;
}

llvm::Value *ProgramAccess::tableObject(Builder &builder, uint32_t index) { return stateAddress(builder, table(index).object); }

llvm::Value *ProgramAccess::tableElements(Builder &builder, uint32_t index) {
  const TablePlace &place = table(index);
  if (place.storage)
    return stateAddress(builder, place.storage);
  llvm::LoadInst *elements = builder.CreateLoad(context.ptr, stateAddress(builder, place.object));
  elements->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context.ir.getContext(), {}));
  return elements;
}

llvm::Value *ProgramAccess::tableSize(Builder &builder, uint32_t index) {
  const TablePlace &place = table(index);
  if (place.storage)
    return builder.getInt64(place.size);
  llvm::Value *object = stateAddress(builder, place.object);
  llvm::Value *field = builder.CreateConstInBoundsGEP1_64(context.i8, object, offsetof(abi::Table, size));
  llvm::LoadInst *size = builder.CreateLoad(context.i64, field);
  size->setMetadata(llvm::LLVMContext::MD_tbaa, context.stateTag);
  return size;
}

const FrozenTable *ProgramAccess::frozenTable(uint32_t index) {
  const TablePlace &place = table(index);
  return place.frozen ? &*place.frozen : nullptr;
}

llvm::Value *ProgramAccess::dataSizeAddress(Builder &builder, uint32_t index) {
  return stateAddress(builder, dataSegment(index).size);
}

llvm::Value *ProgramAccess::elementArray(Builder &builder, uint32_t index) {
  return stateAddress(builder, elementSegment(index).contents);
}

llvm::Value *ProgramAccess::elementSizeAddress(Builder &builder, uint32_t index) {
  return stateAddress(builder, elementSegment(index).size);
}

}  // namespace wasmc

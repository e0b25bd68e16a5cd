// Objects (specification, 4.6: aggregate instructions): allocation, structures, i31, and what makes one kind of reference another.
// rt/abi/Gc.h says how references and objects look.
#include "codegen/FunctionEmitter.h"
#include "codegen/NonNull.h"

namespace wasmc {

// --- Allocation

// The runtime takes no notice of an object made here before it collects. It does so only within calls, which an object's header
// precedes because it is stored to memory that every call can see: the result must not be called noalias.
llvm::Value *FunctionEmitter::allocate(Value header, Value size) {
  Value region = instance.allocationRegion(builder);
  llvm::BasicBlock *slow = newBlock("allocate"), *done = newBlock("");
  llvm::PHINode *object = llvm::PHINode::Create(context.ptr, 2, "object", done);
  if (region) {
    Value limitAddress = byteOffset(builder, region, offsetof(abi::AllocationRegion, limit));
    Value next = loadTagged(context.ptr, region, context.objects.regionTag);
    Value limit = loadTagged(context.ptr, limitAddress, context.objects.regionTag);
    Value room = builder.CreateSub(builder.CreatePtrToInt(limit, context.i64), builder.CreatePtrToInt(next, context.i64));
    llvm::BasicBlock *fast = newBlock("");
    builder.CreateCondBr(builder.CreateICmpUGT(size, room), slow, fast, context.unlikely);
    enterBlock(fast);
    storeTagged(builder.CreateGEP(context.i8, next, size), region, context.objects.regionTag);
    storeTagged(header, next, context.objects.headerTag);
    object->addIncoming(next, builder.GetInsertBlock());
    builder.CreateBr(done);
  } else {
    builder.CreateBr(slow);
  }
  enterBlock(slow);
  Value made = builder.CreateCall(builtin(context.ir, Builtin::gc_allocate), {size, header});
  trapIf(builder.CreateIsNull(made), TrapCode::HeapExhausted);
  object->addIncoming(made, builder.GetInsertBlock());
  builder.CreateBr(done);
  enterBlock(done);
  context.objects.areAllocated = true;
  return object;
}

// --- Fields and elements

void FunctionEmitter::checkReference(Value reference, TrapCode code) { trapIf(builder.CreateIsNull(reference), code); }

llvm::Type *FunctionEmitter::storageType(const FieldType &field) {
  switch (field.packing) {
  case Packing::I8: return context.i8;
  case Packing::I16: return context.i16;
  case Packing::None: break;
  }
  return context.type(field.type);
}

llvm::Value *FunctionEmitter::loadField(const FieldType &field, Extension extension, Value address, llvm::MDNode *tag) {
  llvm::Align alignment(std::min(storageSize(field), abi::objectAlignment));
  llvm::LoadInst *value = builder.CreateAlignedLoad(storageType(field), address, alignment);
  value->setMetadata(llvm::LLVMContext::MD_tbaa, tag);
  describeLoaded(value, field.type);
  switch (extension) {
  case Extension::None: break;
  case Extension::Signed: return builder.CreateSExt(value, context.i32);
  case Extension::Unsigned: return builder.CreateZExt(value, context.i32);
  }
  return value;
}

void FunctionEmitter::storeField(const FieldType &field, Value value, Value address, llvm::MDNode *tag) {
  if (field.packing != Packing::None)
    value = builder.CreateTrunc(value, storageType(field));
  llvm::Align alignment(std::min(storageSize(field), abi::objectAlignment));
  builder.CreateAlignedStore(value, address, alignment)->setMetadata(llvm::LLVMContext::MD_tbaa, tag);
}

// --- Structures

llvm::Value *FunctionEmitter::allocateStruct(uint32_t type, const StructLayout &layout) {
  return allocate(builder.getInt64(context.types.number(module, type)), builder.getInt64(layout.size));
}

llvm::Value *FunctionEmitter::struct_new(uint32_t type, std::span<const OperandT> fields) {
  const StructType &structure = *module.types[type].structure();
  const StructLayout &layout = context.objects.layout(structure);
  Value object = allocateStruct(type, layout);
  for (size_t i = 0; i < fields.size(); ++i)
    storeField(structure.fields[i], fields[i].value, byteOffset(builder, object, layout.offsets[i]),
               context.objects.fieldTag(structure.fields[i]));
  return object;
}

llvm::Value *FunctionEmitter::struct_new_default(uint32_t type) {
  return allocateStruct(type, context.objects.layout(*module.types[type].structure()));
}

llvm::Value *FunctionEmitter::struct_get(const imm::StructField &imm, Extension extension, Value reference) {
  const StructType &structure = *module.types[imm.first].structure();
  checkReference(reference, TrapCode::NullStructure);
  Value address = byteOffset(builder, reference, context.objects.layout(structure).offsets[imm.second]);
  return loadField(structure.fields[imm.second], extension, address, context.objects.fieldTag(structure.fields[imm.second]));
}

void FunctionEmitter::struct_set(const imm::StructField &imm, Value reference, Value value) {
  const StructType &structure = *module.types[imm.first].structure();
  checkReference(reference, TrapCode::NullStructure);
  Value address = byteOffset(builder, reference, context.objects.layout(structure).offsets[imm.second]);
  storeField(structure.fields[imm.second], value, address, context.objects.fieldTag(structure.fields[imm.second]));
}

// --- References

llvm::Value *FunctionEmitter::ref_eq(const imm::None &, Values<2> v) { return fromBool(builder.CreateICmpEQ(v[0], v[1])); }

llvm::Value *FunctionEmitter::ref_i31(const imm::None &, Values<1> v) {
  Value tagged = builder.CreateOr(builder.CreateShl(v[0], 1), builder.getInt32(abi::i31Tag));
  return builder.CreateIntToPtr(extend(tagged), context.ptr);
}

llvm::Value *FunctionEmitter::i31Bits(Value reference) {
  checkReference(reference, TrapCode::NullI31);
  return builder.CreateTrunc(builder.CreatePtrToInt(reference, context.i64), context.i32);
}

llvm::Value *FunctionEmitter::i31_get_s(const imm::None &, Values<1> v) { return builder.CreateAShr(i31Bits(v[0]), 1); }
llvm::Value *FunctionEmitter::i31_get_u(const imm::None &, Values<1> v) { return builder.CreateLShr(i31Bits(v[0]), 1); }

llvm::Value *FunctionEmitter::any_convert_extern(Value reference) { return reference; }
llvm::Value *FunctionEmitter::extern_convert_any(Value reference) { return reference; }

}  // namespace wasmc

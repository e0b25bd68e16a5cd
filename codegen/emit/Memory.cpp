// Loads and stores (specification, 4.6: memory instructions).
//
// Alignment hints promise nothing, so every access is emitted with alignment 1: both CPUs take that without cost.
#include "codegen/FunctionEmitter.h"

namespace wasmc {

llvm::Value *FunctionEmitter::load(const imm::AnyMemArg &imm, Value index, llvm::Type *type) {
  unsigned bytes = type->getPrimitiveSizeInBits() / 8;
  llvm::LoadInst *result =
      builder.CreateAlignedLoad(type, access.address(*this, imm.index, index, imm.offset, bytes), llvm::Align(1));
  result->setMetadata(llvm::LLVMContext::MD_tbaa, access.tag(imm.index));
  // Another thread may be writing. To LLVM such a load has no fixed value, and two uses of it, a check and an access, could see
  // two: freezing pins it to one. No store can do worse than leave such bytes.
  if (module.memories[imm.index].type.isShared)
    return builder.CreateFreeze(result);
  return result;
}

llvm::Value *FunctionEmitter::loadExtended(const imm::AnyMemArg &imm, Value index, llvm::Type *memoryType, llvm::Type *type,
                                           bool isSigned) {
  Value narrow = load(imm, index, memoryType);
  return isSigned ? builder.CreateSExt(narrow, type) : builder.CreateZExt(narrow, type);
}

void FunctionEmitter::store(const imm::AnyMemArg &imm, Value index, Value value) {
  unsigned bytes = value->getType()->getPrimitiveSizeInBits() / 8;
  Value address = access.address(*this, imm.index, index, imm.offset, bytes);
  // A store that traps must leave the memory as it is: where the CPU doesn't see to that, reading the last byte traps before it.
  if (context.target.canStorePartly(bytes) && hasGuard(context.options.bounds, module.memories[imm.index].type)) {
    Value last = builder.CreateConstInBoundsGEP1_64(context.i8, address, bytes - 1);
    builder.CreateAlignedLoad(context.i8, last, llvm::Align(1), /*isVolatile=*/true);
  }
  builder.CreateAlignedStore(value, address, llvm::Align(1))->setMetadata(llvm::LLVMContext::MD_tbaa, access.tag(imm.index));
}

#define LOAD(name, bytes) llvm::Value *FunctionEmitter::name(const imm::MemArg<bytes> &imm, Values<1> v)
LOAD(i32_load, 4) { return load(imm, v[0], context.i32); }
LOAD(i64_load, 8) { return load(imm, v[0], context.i64); }
LOAD(f32_load, 4) { return load(imm, v[0], context.f32); }
LOAD(f64_load, 8) { return load(imm, v[0], context.f64); }
LOAD(i32_load8_s, 1) { return loadExtended(imm, v[0], context.i8, context.i32, true); }
LOAD(i32_load8_u, 1) { return loadExtended(imm, v[0], context.i8, context.i32, false); }
LOAD(i32_load16_s, 2) { return loadExtended(imm, v[0], context.i16, context.i32, true); }
LOAD(i32_load16_u, 2) { return loadExtended(imm, v[0], context.i16, context.i32, false); }
LOAD(i64_load8_s, 1) { return loadExtended(imm, v[0], context.i8, context.i64, true); }
LOAD(i64_load8_u, 1) { return loadExtended(imm, v[0], context.i8, context.i64, false); }
LOAD(i64_load16_s, 2) { return loadExtended(imm, v[0], context.i16, context.i64, true); }
LOAD(i64_load16_u, 2) { return loadExtended(imm, v[0], context.i16, context.i64, false); }
LOAD(i64_load32_s, 4) { return loadExtended(imm, v[0], context.i32, context.i64, true); }
LOAD(i64_load32_u, 4) { return loadExtended(imm, v[0], context.i32, context.i64, false); }
#undef LOAD

#define STORE(name, bytes) void FunctionEmitter::name(const imm::MemArg<bytes> &imm, Values<2> v)
STORE(i32_store, 4) { store(imm, v[0], v[1]); }
STORE(i64_store, 8) { store(imm, v[0], v[1]); }
STORE(f32_store, 4) { store(imm, v[0], v[1]); }
STORE(f64_store, 8) { store(imm, v[0], v[1]); }
STORE(i32_store8, 1) { store(imm, v[0], builder.CreateTrunc(v[1], context.i8)); }
STORE(i32_store16, 2) { store(imm, v[0], builder.CreateTrunc(v[1], context.i16)); }
STORE(i64_store8, 1) { store(imm, v[0], builder.CreateTrunc(v[1], context.i8)); }
STORE(i64_store16, 2) { store(imm, v[0], builder.CreateTrunc(v[1], context.i16)); }
STORE(i64_store32, 4) { store(imm, v[0], builder.CreateTrunc(v[1], context.i32)); }
#undef STORE

}  // namespace wasmc

// Atomic accesses, wait and notify (threads proposal). All are sequentially consistent.
//
// Both CPUs promise atomicity for aligned accesses only, and the proposal traps on others. Alignment comes first, then the memory's
// bounds, which in guard mode the access itself finds out.
#include "codegen/FunctionEmitter.h"

#include "codegen/Builtins.h"

namespace wasmc {
namespace {

constexpr auto ordering = llvm::AtomicOrdering::SequentiallyConsistent;

// The end of `bytes` bytes at the offset, relative to the index; more than any memory's size where 64 bits do not suffice.
uint64_t reach(uint64_t offset, unsigned bytes) { return offset > UINT64_MAX - bytes ? UINT64_MAX : offset + bytes; }

unsigned bytesOf(llvm::Type *type) { return type->getIntegerBitWidth() / 8; }

}  // namespace

// The low bits of the sum do not depend on its width.
void FunctionEmitter::checkAligned(const imm::AnyMemArg &imm, Value index, unsigned bytes) {
  if (bytes == 1)
    return;
  Value low = builder.CreateAnd(builder.CreateAdd(index, llvm::ConstantInt::get(index->getType(), imm.offset & (bytes - 1))),
                                llvm::ConstantInt::get(index->getType(), bytes - 1));
  trapIf(builder.CreateICmpNE(low, llvm::ConstantInt::get(index->getType(), 0)), TrapCode::UnalignedAtomic);
}

llvm::Value *FunctionEmitter::atomicAddress(const imm::AnyMemArg &imm, Value index, unsigned bytes) {
  checkAligned(imm, index, bytes);
  return access.address(*this, imm.index, index, imm.offset, bytes);
}

llvm::Value *FunctionEmitter::atomicLoad(const imm::AnyMemArg &imm, Value index, llvm::Type *memoryType, llvm::Type *type) {
  llvm::Align alignment(bytesOf(memoryType));
  llvm::LoadInst *result = builder.CreateAlignedLoad(memoryType, atomicAddress(imm, index, bytesOf(memoryType)), alignment);
  result->setAtomic(ordering);
  result->setMetadata(llvm::LLVMContext::MD_tbaa, context.guestMemoryTag);
  return builder.CreateZExt(result, type);
}

void FunctionEmitter::atomicStore(const imm::AnyMemArg &imm, Value index, Value value, llvm::Type *memoryType) {
  Value address = atomicAddress(imm, index, bytesOf(memoryType));
  llvm::StoreInst *store =
      builder.CreateAlignedStore(builder.CreateTrunc(value, memoryType), address, llvm::Align(bytesOf(memoryType)));
  store->setAtomic(ordering);
  store->setMetadata(llvm::LLVMContext::MD_tbaa, context.guestMemoryTag);
}

llvm::Value *FunctionEmitter::atomicUpdate(llvm::AtomicRMWInst::BinOp operation, const imm::AnyMemArg &imm, Value index,
                                           Value value, llvm::Type *memoryType) {
  Value address = atomicAddress(imm, index, bytesOf(memoryType));
  llvm::AtomicRMWInst *previous = builder.CreateAtomicRMW(operation, address, builder.CreateTrunc(value, memoryType),
                                                          llvm::Align(bytesOf(memoryType)), ordering);
  previous->setMetadata(llvm::LLVMContext::MD_tbaa, context.guestMemoryTag);
  return builder.CreateZExt(previous, value->getType());
}

// Of a narrow exchange the expected value counts as far as it is compared: it is wrapped like the replacement.
llvm::Value *FunctionEmitter::atomicCompareExchange(const imm::AnyMemArg &imm, Value index, Value expected, Value replacement,
                                                    llvm::Type *memoryType) {
  Value address = atomicAddress(imm, index, bytesOf(memoryType));
  llvm::AtomicCmpXchgInst *exchange =
      builder.CreateAtomicCmpXchg(address, builder.CreateTrunc(expected, memoryType), builder.CreateTrunc(replacement, memoryType),
                                  llvm::Align(bytesOf(memoryType)), ordering, ordering);
  exchange->setMetadata(llvm::LLVMContext::MD_tbaa, context.guestMemoryTag);
  return builder.CreateZExt(builder.CreateExtractValue(exchange, 0), expected->getType());
}

// The address for a runtime function, which trusts it: the range is compared in both bounds modes.
llvm::Value *FunctionEmitter::waitAddress(const imm::AnyMemArg &imm, Value index, unsigned bytes) {
  checkAligned(imm, index, bytes);
  Value start = extend(index);
  checkRange(start, builder.getInt64(reach(imm.offset, bytes)), instance.memorySize(builder, imm.index),
             TrapCode::OutOfBoundsMemory);
  return memoryPointer(imm.index, builder.CreateAdd(start, builder.getInt64(imm.offset)));
}

// Nobody could ever wake a thread that waits in a memory of its own.
llvm::Value *FunctionEmitter::atomicWait(Builtin function, const imm::AnyMemArg &imm, Values<3> v) {
  Value address = waitAddress(imm, v[0], bytesOf(v[1]->getType()));
  if (module.memories[imm.index].type.isShared)
    return builder.CreateCall(builtin(context.ir, function), {address, v[1], v[2]});
  trapIf(builder.getTrue(), TrapCode::ExpectedSharedMemory);
  return builder.getInt32(0);
}

llvm::Value *FunctionEmitter::memory_atomic_wait32(const imm::AtomicMemArg<4> &imm, Values<3> v) {
  return atomicWait(Builtin::memory_wait32, imm, v);
}

llvm::Value *FunctionEmitter::memory_atomic_wait64(const imm::AtomicMemArg<8> &imm, Values<3> v) {
  return atomicWait(Builtin::memory_wait64, imm, v);
}

llvm::Value *FunctionEmitter::memory_atomic_notify(const imm::AtomicMemArg<4> &imm, Values<2> v) {
  Value address = waitAddress(imm, v[0], 4);
  if (!module.memories[imm.index].type.isShared)
    return builder.getInt32(0);
  return builder.CreateCall(builtin(context.ir, Builtin::memory_notify), {address, v[1]});
}

void FunctionEmitter::atomic_fence(const imm::AtomicFence &, Values<0>) { builder.CreateFence(ordering); }

#define LOAD(name, bits, bytes)                                                          \
  llvm::Value *FunctionEmitter::name(const imm::AtomicMemArg<bytes> &imm, Values<1> v) { \
    return atomicLoad(imm, v[0], builder.getIntNTy(8 * bytes), builder.getIntNTy(bits)); \
  }
LOAD(i32_atomic_load, 32, 4)
LOAD(i64_atomic_load, 64, 8)
LOAD(i32_atomic_load8_u, 32, 1)
LOAD(i32_atomic_load16_u, 32, 2)
LOAD(i64_atomic_load8_u, 64, 1)
LOAD(i64_atomic_load16_u, 64, 2)
LOAD(i64_atomic_load32_u, 64, 4)
#undef LOAD

#define STORE(name, bytes)                                                       \
  void FunctionEmitter::name(const imm::AtomicMemArg<bytes> &imm, Values<2> v) { \
    atomicStore(imm, v[0], v[1], builder.getIntNTy(8 * bytes));                  \
  }
STORE(i32_atomic_store, 4)
STORE(i64_atomic_store, 8)
STORE(i32_atomic_store8, 1)
STORE(i32_atomic_store16, 2)
STORE(i64_atomic_store8, 1)
STORE(i64_atomic_store16, 2)
STORE(i64_atomic_store32, 4)
#undef STORE

#define UPDATE(name, operation, bytes)                                                                  \
  llvm::Value *FunctionEmitter::name(const imm::AtomicMemArg<bytes> &imm, Values<2> v) {                \
    return atomicUpdate(llvm::AtomicRMWInst::operation, imm, v[0], v[1], builder.getIntNTy(8 * bytes)); \
  }
#define UPDATES(name, operation)                    \
  UPDATE(i32_atomic_rmw_##name, operation, 4)       \
  UPDATE(i64_atomic_rmw_##name, operation, 8)       \
  UPDATE(i32_atomic_rmw8_##name##_u, operation, 1)  \
  UPDATE(i32_atomic_rmw16_##name##_u, operation, 2) \
  UPDATE(i64_atomic_rmw8_##name##_u, operation, 1)  \
  UPDATE(i64_atomic_rmw16_##name##_u, operation, 2) \
  UPDATE(i64_atomic_rmw32_##name##_u, operation, 4)
UPDATES(add, Add)
UPDATES(sub, Sub)
UPDATES(and, And)
UPDATES(or, Or)
UPDATES(xor, Xor)
UPDATES(xchg, Xchg)
#undef UPDATES
#undef UPDATE

#define EXCHANGE(name, bytes)                                                            \
  llvm::Value *FunctionEmitter::name(const imm::AtomicMemArg<bytes> &imm, Values<3> v) { \
    return atomicCompareExchange(imm, v[0], v[1], v[2], builder.getIntNTy(8 * bytes));   \
  }
EXCHANGE(i32_atomic_rmw_cmpxchg, 4)
EXCHANGE(i64_atomic_rmw_cmpxchg, 8)
EXCHANGE(i32_atomic_rmw8_cmpxchg_u, 1)
EXCHANGE(i32_atomic_rmw16_cmpxchg_u, 2)
EXCHANGE(i64_atomic_rmw8_cmpxchg_u, 1)
EXCHANGE(i64_atomic_rmw16_cmpxchg_u, 2)
EXCHANGE(i64_atomic_rmw32_cmpxchg_u, 4)
#undef EXCHANGE

}  // namespace wasmc

// Memory size, growth and bulk operations (specification, 4.6). Bulk operations check the whole range before the first byte moves,
// in both bounds modes: a partial effect would be visible. Sizes and lengths are of the memory's address type.
#include "codegen/FunctionEmitter.h"

#include "codegen/Builtins.h"

namespace wasmc {

llvm::Value *FunctionEmitter::memoryPointer(uint32_t memory, Value index64) {
  return builder.CreateGEP(context.i8, instance.memoryBase(builder, memory), index64, "", llvm::GEPNoWrapFlags::noUnsignedWrap());
}

llvm::Value *FunctionEmitter::memory_size(const imm::MemoryIndex &imm, Values<0>) {
  const MemoryType &type = module.memories[imm.index].type;
  Value bytes = instance.memorySize(builder, imm.index);
  // Growth and size are in the order of the atomics (threads proposal). A size that is known never changes.
  if (auto *load = llvm::dyn_cast<llvm::LoadInst>(bytes); load && type.isShared)
    load->setOrdering(llvm::AtomicOrdering::SequentiallyConsistent);
  return builder.CreateTrunc(builder.CreateLShr(bytes, type.pageSizeLog2), context.type(type.addressType));
}

llvm::Value *FunctionEmitter::memory_grow(const imm::MemoryIndex &imm, Values<1> v) {
  Value previous =
      builder.CreateCall(builtin(context.ir, Builtin::memory_grow), {instance.memoryObject(builder, imm.index), extend(v[0])});
  return builder.CreateTrunc(previous, context.type(module.memories[imm.index].type.addressType));
}

void FunctionEmitter::memory_fill(const imm::MemoryIndex &imm, Values<3> v) {
  Value start = extend(v[0]), count = extend(v[2]);
  checkRange(start, count, instance.memorySize(builder, imm.index), TrapCode::OutOfBoundsMemory);
  builder.CreateMemSet(memoryPointer(imm.index, start), builder.CreateTrunc(v[1], context.i8), count, llvm::MaybeAlign(1));
}

void FunctionEmitter::memory_copy(const imm::MemoryCopy &imm, Value destination, Value source, Value count) {
  Value to = extend(destination), from = extend(source), bytes = extend(count);
  checkRange(to, bytes, instance.memorySize(builder, imm.destination), TrapCode::OutOfBoundsMemory);
  checkRange(from, bytes, instance.memorySize(builder, imm.source), TrapCode::OutOfBoundsMemory);
  builder.CreateMemMove(memoryPointer(imm.destination, to), llvm::MaybeAlign(1), memoryPointer(imm.source, from),
                        llvm::MaybeAlign(1), bytes);
}

void FunctionEmitter::memory_init(const imm::MemoryInit &imm, Values<3> v) {
  Value to = extend(v[0]), from = extend(v[1]), bytes = extend(v[2]);
  checkRange(to, bytes, instance.memorySize(builder, imm.index), TrapCode::OutOfBoundsMemory);
  Value size = loadTagged(context.i64, instance.dataSizeAddress(builder, imm.data), context.stateTag);
  checkRange(from, bytes, size, TrapCode::OutOfBoundsMemory);
  Value source = builder.CreateGEP(context.i8, instance.dataBytes(imm.data), from);
  builder.CreateMemCpy(memoryPointer(imm.index, to), llvm::MaybeAlign(1), source, llvm::MaybeAlign(1), bytes);
}

void FunctionEmitter::initializeMemory(uint32_t segment) {
  const DataSegment &data = module.data[segment];
  Value to = extend(evaluate(data.offset)), bytes = builder.getInt64(data.bytes.size());
  checkRange(to, bytes, instance.memorySize(builder, data.memory), TrapCode::OutOfBoundsMemory);
  builder.CreateMemCpy(memoryPointer(data.memory, to), llvm::MaybeAlign(1), instance.dataBytes(segment), llvm::MaybeAlign(1),
                       bytes);
}

void FunctionEmitter::data_drop(const imm::DataIndex &imm, Values<0>) {
  storeTagged(builder.getInt64(0), instance.dataSizeAddress(builder, imm.index), context.stateTag);
}

}  // namespace wasmc

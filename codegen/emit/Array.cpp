// Arrays (specification, 4.6: aggregate instructions). Bulk operations check the whole range first, as those of memories do.
#include "codegen/FunctionEmitter.h"

namespace wasmc {

namespace {

// In bytes, unpadded. No sum or product of 32-bit counts and sizes of elements wraps.
llvm::Value *bytesOf(Builder &builder, const FieldType &element, llvm::Value *count64) {
  return builder.CreateMul(count64, builder.getInt64(storageSize(element)), "", /*HasNUW=*/true, /*HasNSW=*/true);
}

}  // namespace

const FieldType &FunctionEmitter::elementOf(uint32_t arrayType) { return module.types[arrayType].array()->element; }

// --- Creation

llvm::Value *FunctionEmitter::allocateArray(uint32_t type, Value count) {
  constexpr uint64_t mask = abi::objectAlignment - 1;
  Value wide = extend(count);
  Value header = builder.CreateOr(builder.CreateShl(wide, 32), builder.getInt64(context.types.number(module, type)));
  Value bytes = builder.CreateAdd(bytesOf(builder, elementOf(type), wide), builder.getInt64(sizeof(abi::ObjectHeader) + mask));
  return allocate(header, builder.CreateAnd(bytes, builder.getInt64(~mask)));
}

llvm::Value *FunctionEmitter::array_new(uint32_t type, Value initial, Value count) {
  Value array = allocateArray(type, count);
  if (auto *constant = llvm::dyn_cast<llvm::Constant>(initial); !constant || !constant->isNullValue())
    fillElements(type, array, builder.getInt64(0), initial, extend(count));
  return array;
}

llvm::Value *FunctionEmitter::array_new_default(uint32_t type, Value count) { return allocateArray(type, count); }

llvm::Value *FunctionEmitter::array_new_fixed(uint32_t type, std::span<const OperandT> elements) {
  Value array = allocateArray(type, builder.getInt32(static_cast<uint32_t>(elements.size())));
  for (size_t i = 0; i < elements.size(); ++i)
    storeField(elementOf(type), elements[i].value, elementAddress(type, array, builder.getInt64(i)),
               context.objects.elementTag(elementOf(type)));
  return array;
}

llvm::Value *FunctionEmitter::array_new_data(const imm::ArrayData &imm, Value offset, Value count) {
  Value source = dataRange(imm.second, offset, bytesOf(builder, elementOf(imm.first), extend(count)));
  Value array = allocateArray(imm.first, count);
  copyBytes(imm.first, array, builder.getInt64(0), source, extend(count));
  return array;
}

llvm::Value *FunctionEmitter::array_new_elem(const imm::ArrayElement &imm, Value offset, Value count) {
  Value source = elementRange(imm.second, offset, count);
  Value array = allocateArray(imm.first, count);
  copyBytes(imm.first, array, builder.getInt64(0), source, extend(count));
  return array;
}

// --- Access

// The length of the array, null being a trap.
llvm::Value *FunctionEmitter::lengthOf(Value array) {
  checkReference(array, TrapCode::NullArray);
  return loadTagged(context.i32, byteOffset(builder, array, offsetof(abi::ObjectHeader, length)), context.objects.headerTag);
}

llvm::Value *FunctionEmitter::elementAddress(uint32_t type, Value array, Value index64) {
  Value elements = byteOffset(builder, array, sizeof(abi::ObjectHeader));
  return builder.CreateInBoundsGEP(storageType(elementOf(type)), elements, index64);
}

llvm::Value *FunctionEmitter::checkedElement(uint32_t type, Value array, Value index) {
  trapIf(builder.CreateICmpUGE(index, lengthOf(array)), TrapCode::OutOfBoundsArray);
  return elementAddress(type, array, extend(index));
}

llvm::Value *FunctionEmitter::array_get(uint32_t type, Extension extension, Value array, Value index) {
  return loadField(elementOf(type), extension, checkedElement(type, array, index), context.objects.elementTag(elementOf(type)));
}

void FunctionEmitter::array_set(uint32_t type, Value array, Value index, Value value) {
  storeField(elementOf(type), value, checkedElement(type, array, index), context.objects.elementTag(elementOf(type)));
}

llvm::Value *FunctionEmitter::array_len(const imm::None &, Values<1> v) { return lengthOf(v[0]); }

// --- Ranges

void FunctionEmitter::checkElements(Value array, Value start, Value count) {
  checkRange(extend(start), extend(count), extend(lengthOf(array)), TrapCode::OutOfBoundsArray);
}

// Where so many bytes from `offset` on of a data segment lie.
llvm::Value *FunctionEmitter::dataRange(uint32_t segment, Value offset, Value bytes) {
  Value size = loadTagged(context.i64, instance.dataSizeAddress(builder, segment), context.stateTag);
  checkRange(extend(offset), bytes, size, TrapCode::OutOfBoundsMemory);
  return builder.CreateGEP(context.i8, instance.dataBytes(segment), extend(offset));
}

// Where so many elements from `offset` on of an element segment lie.
llvm::Value *FunctionEmitter::elementRange(uint32_t segment, Value offset, Value count) {
  Value size = loadTagged(context.i64, instance.elementSizeAddress(builder, segment), context.stateTag);
  checkRange(extend(offset), extend(count), size, TrapCode::OutOfBoundsTable);
  return builder.CreateGEP(context.ptr, instance.elementArray(builder, segment), extend(offset));
}

// From outside of the heap.
void FunctionEmitter::copyBytes(uint32_t type, Value array, Value start, Value source, Value count) {
  builder.CreateMemCpy(elementAddress(type, array, start), llvm::MaybeAlign(1), source, llvm::MaybeAlign(1),
                       bytesOf(builder, elementOf(type), count));
}

// All but `array` are 64 bits wide, or the element's.
void FunctionEmitter::fillElements(uint32_t type, Value array, Value start, Value value, Value count) {
  const FieldType &element = elementOf(type);
  Value first = elementAddress(type, array, start);
  if (element.packing == Packing::I8) {
    builder.CreateMemSet(first, builder.CreateTrunc(value, context.i8), count, llvm::MaybeAlign(1));
    return;
  }
  llvm::BasicBlock *before = builder.GetInsertBlock(), *loop = newBlock("fill"), *done = newBlock("");
  builder.CreateCondBr(builder.CreateICmpEQ(count, builder.getInt64(0)), done, loop);
  enterBlock(loop);
  llvm::PHINode *i = builder.CreatePHI(context.i64, 2);
  i->addIncoming(builder.getInt64(0), before);
  storeField(element, value, builder.CreateInBoundsGEP(storageType(element), first, i), context.objects.elementTag(element));
  Value next = builder.CreateAdd(i, builder.getInt64(1), "", /*HasNUW=*/true);
  i->addIncoming(next, loop);
  builder.CreateCondBr(builder.CreateICmpEQ(next, count), done, loop);
  enterBlock(done);
}

void FunctionEmitter::array_fill(uint32_t type, Value array, Value start, Value value, Value count) {
  checkElements(array, start, count);
  fillElements(type, array, extend(start), value, extend(count));
}

void FunctionEmitter::array_copy(const imm::ArrayCopy &imm, Value to, Value start, Value from, Value sourceStart, Value count) {
  checkReference(to, TrapCode::NullArray);
  checkReference(from, TrapCode::NullArray);
  checkElements(to, start, count);
  checkElements(from, sourceStart, count);
  const FieldType &element = elementOf(imm.first);
  llvm::Align alignment(std::min(storageSize(element), abi::objectAlignment));
  builder.CreateMemMove(elementAddress(imm.first, to, extend(start)), alignment,
                        elementAddress(imm.second, from, extend(sourceStart)), alignment, bytesOf(builder, element, extend(count)));
}

void FunctionEmitter::array_init_data(const imm::ArrayData &imm, Value array, Value start, Value offset, Value count) {
  checkElements(array, start, count);
  Value source = dataRange(imm.second, offset, bytesOf(builder, elementOf(imm.first), extend(count)));
  copyBytes(imm.first, array, extend(start), source, extend(count));
}

void FunctionEmitter::array_init_elem(const imm::ArrayElement &imm, Value array, Value start, Value offset, Value count) {
  checkElements(array, start, count);
  Value source = elementRange(imm.second, offset, count);
  copyBytes(imm.first, array, extend(start), source, extend(count));
}

}  // namespace wasmc

// Tests of a reference's type (specification, 4.6: ref.test, ref.cast, br_on_cast). What a reference is shows in its lowest bits, or in
// the number of the object's type; subtypes have the numbers behind their supertype's (rt/abi/CanonicalType.h), so that a test is one
// comparison however deep the hierarchy.
#include "codegen/FunctionEmitter.h"

namespace wasmc {

// Whether the number of a canonical type, an integer of any width, is one of these. No type's is 0.
llvm::Value *FunctionEmitter::isTypeIn(Value found, CanonicalTypes::Range range) {
  if (range.isEmpty())
    return builder.getFalse();
  if (range.first == range.last)
    return builder.CreateICmpEQ(found, llvm::ConstantInt::get(found->getType(), range.first));
  llvm::Value *distance = builder.CreateSub(found, llvm::ConstantInt::get(found->getType(), range.first));
  return builder.CreateICmpULE(distance, llvm::ConstantInt::get(found->getType(), range.last - range.first));
}

llvm::Value *FunctionEmitter::tagOf(Value reference, uint64_t mask) {
  return builder.CreateAnd(builder.CreatePtrToInt(reference, context.i64), builder.getInt64(mask));
}

// Of a reference that is not null and of the type `source`.
llvm::Value *FunctionEmitter::isOfHeapType(HeapType target, HeapType source, Value reference) {
  if (matches(module, source, target))
    return builder.getTrue();
  if (!target.isIndex()) {
    switch (target.abstract()) {
    case HeapType::Eq:  // all of `any` but a host's
      return builder.CreateICmpNE(tagOf(reference, abi::referenceTagMask), builder.getInt64(abi::hostTag));
    case HeapType::I31: return builder.CreateICmpNE(tagOf(reference, abi::i31Tag), builder.getInt64(0));
    case HeapType::Struct: return isObjectOf(context.types.structures(), source, reference);
    case HeapType::Array: return isObjectOf(context.types.arrays(), source, reference);
    default: return builder.getFalse();  // the bottom of a hierarchy
    }
  }
  CanonicalTypes::Range range = context.types.subtypes(context.types.number(module, target.typeIndex()));
  if (!module.types[target.typeIndex()].function())
    return isObjectOf(range, source, reference);
  Value type = loadTagged(context.i64, byteOffset(builder, reference, offsetof(abi::FuncRef, type)), context.stateTag);
  return isTypeIn(type, range);
}

// Not every reference is to an object, unless its static type says so.
llvm::Value *FunctionEmitter::isObjectOf(CanonicalTypes::Range types, HeapType source, Value reference) {
  llvm::BasicBlock *other = builder.GetInsertBlock(), *done = nullptr;
  bool isObject = source.isIndex() || source == HeapType(HeapType::Struct) || source == HeapType(HeapType::Array);
  if (!isObject) {
    llvm::BasicBlock *object = newBlock("");
    done = newBlock("");
    builder.CreateCondBr(builder.CreateIsNull(tagOf(reference, abi::referenceTagMask)), object, done);
    enterBlock(object);
  }
  Value type =
      loadTagged(context.i32, byteOffset(builder, reference, offsetof(abi::ObjectHeader, type)), context.objects.headerTag);
  Value answer = isTypeIn(type, types);
  return isObject ? answer : joinAnswer(done, other, builder.getFalse(), answer);
}

// The i1 `early` for those who come to `done` from `from`, `late` for those who come from here. Emission goes on there.
llvm::Value *FunctionEmitter::joinAnswer(llvm::BasicBlock *done, llvm::BasicBlock *from, Value early, Value late) {
  llvm::BasicBlock *here = builder.GetInsertBlock();
  builder.CreateBr(done);
  enterBlock(done);
  llvm::PHINode *answer = builder.CreatePHI(context.i1, 2);
  answer->addIncoming(early, from);
  answer->addIncoming(late, here);
  return answer;
}

llvm::Value *FunctionEmitter::isOfType(ValueType target, ValueType source, Value reference) {
  if (!source.isNullable())
    return isOfHeapType(target.heapType(), source.heapType(), reference);
  llvm::BasicBlock *before = builder.GetInsertBlock(), *other = newBlock(""), *done = newBlock("");
  builder.CreateCondBr(builder.CreateIsNull(reference), done, other);
  enterBlock(other);
  Value answer = isOfHeapType(target.heapType(), source.heapType(), reference);
  return joinAnswer(done, before, builder.getInt1(target.isNullable()), answer);
}

llvm::Value *FunctionEmitter::ref_test(ValueType target, ValueType source, Value reference) {
  return fromBool(isOfType(target, source, reference));
}

llvm::Value *FunctionEmitter::ref_cast(ValueType target, ValueType source, Value reference) {
  trapUnless(isOfType(target, source, reference), TrapCode::CastFailure);
  return reference;
}

llvm::Value *FunctionEmitter::br_on_cast(const imm::BranchOnCast &imm, bool onSuccess, FrameT &target, Operands arguments) {
  Value reference = arguments.back().value;
  Value succeeds = isOfType(imm.target, imm.source, reference);
  branchIf(target, onSuccess ? succeeds : builder.CreateNot(succeeds), arguments);
  return reference;
}

}  // namespace wasmc

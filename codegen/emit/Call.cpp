// Direct and indirect calls (specification, 4.6: call, call_indirect, return_call, return_call_indirect).
#include "codegen/FunctionEmitter.h"

namespace wasmc {

// One buffer of a kind serves all calls of a function: what a call leaves there is read before the next one's. Null for no slots.
llvm::AllocaInst *FunctionEmitter::bufferFor(llvm::AllocaInst *&buffer, size_t slots) {
  if (slots == 0)
    return nullptr;
  llvm::BasicBlock &entry = function->getEntryBlock();
  Builder atEntry(&entry, entry.begin());
  if (!buffer)
    buffer = createSlots(atEntry, slots);
  else if (llvm::Type *type = slotsType(atEntry, slots);
           buffer->getAllocatedType()->getArrayNumElements() < type->getArrayNumElements())
    buffer->setAllocatedType(type);
  return buffer;
}

void FunctionEmitter::callValue(const FuncType &type, Callee callee, std::span<const OperandT> arguments, Operands results) {
  llvm::SmallVector<Value, 8> values, returned(results.size());
  for (const OperandT &argument : arguments)
    values.push_back(argument.value);
  FunctionSignature signature(context, type);
  CallBuffers buffers{.results = bufferFor(resultsBuffer, signature.resultSlots()),
                      .arguments = bufferFor(argumentsBuffer, signature.argumentSlots())};
  for (Value buffer : {buffers.results, buffers.arguments})
    if (buffer)
      builder.CreateLifetimeStart(buffer);
  buffers.fuel = fuel.forCall();
  buffers.unwind = landingPad();
  llvm::CallBase *call = signature.emitCall(builder, callee, values, buffers, returned);
  fuel.afterCall(signature.fuelAfter(builder, call));
  for (Value buffer : {buffers.results, buffers.arguments})
    if (buffer)
      builder.CreateLifetimeEnd(buffer);
  for (size_t i = 0; i < results.size(); ++i)
    results[i].value = returned[i];
}

void FunctionEmitter::tailCallValue(const FuncType &type, Callee callee, std::span<const OperandT> arguments) {
  llvm::SmallVector<Value, 8> values;
  for (const OperandT &argument : arguments)
    values.push_back(argument.value);
  FunctionSignature signature(context, type);
  Value buffer = signature.argumentSlots() ? instance.argumentsBuffer(builder) : nullptr;
  signature.emitTailCall(builder, *function, callee, values, {.arguments = buffer, .fuel = fuel.forCall()});
}

void FunctionEmitter::call(uint32_t callee, std::span<const OperandT> arguments, Operands results) {
  callValue(module.functionType(callee), instance.function(builder, callee), arguments, results);
}

void FunctionEmitter::call_indirect(const imm::CallIndirect &imm, Value index, std::span<const OperandT> arguments,
                                    Operands results) {
  const FuncType &type = module.funcType(imm.type);
  llvm::GlobalVariable *column = instance.typeColumn(imm.table, type);
  callValue(type, column ? columnCallee(*column, extend(index)) : indirectCallee(imm, index), arguments, results);
}

void FunctionEmitter::return_call(uint32_t callee, std::span<const OperandT> arguments) {
  tailCallValue(module.functionType(callee), instance.function(builder, callee), arguments);
}

void FunctionEmitter::return_call_indirect(const imm::CallIndirect &imm, Value index, std::span<const OperandT> arguments) {
  tailCallValue(module.funcType(imm.type), indirectCallee(imm, index), arguments);
}

Callee FunctionEmitter::indirectCallee(const imm::CallIndirect &imm, Value index) {
  uint32_t number = context.functionTypes.number(module.funcType(imm.type));
  Value wide = extend(index);
  const FrozenTable *frozen = instance.frozenTable(imm.table);
  return frozen ? frozenCallee(*frozen, number, wide) : dynamicCallee(imm.table, number, wide);
}

// The column has a function for every index, if only one that traps. Not for tail calls: the function that makes the call should be
// in the backtrace.
Callee FunctionEmitter::columnCallee(llvm::GlobalVariable &column, Value index) {
  uint64_t size = column.getValueType()->getArrayNumElements();
  trapIf(builder.CreateICmpUGE(index, builder.getInt64(size)), TrapCode::UndefinedElement);
  return {loadTagged(context.ptr, builder.CreateGEP(context.ptr, &column, index), context.tableTag), nullptr};
}

// A missing function has type 0, so one comparison finds both kinds of failure; which one it was is settled off the path.
Callee FunctionEmitter::frozenCallee(const FrozenTable &table, uint32_t type, Value index) {
  trapIf(builder.CreateICmpUGE(index, builder.getInt64(table.size)), TrapCode::UndefinedElement);
  Value found = loadTagged(context.i32, builder.CreateGEP(context.i32, table.types, index), context.tableTag);
  llvm::BasicBlock *mismatch = newBlock("mismatch"), *match = newBlock("");
  builder.CreateCondBr(builder.CreateICmpNE(found, builder.getInt32(type)), mismatch, match, context.unlikely);
  enterBlock(mismatch);
  trapIf(builder.CreateICmpEQ(found, builder.getInt32(0)), TrapCode::UninitializedElement);
  trap(TrapCode::IndirectCallTypeMismatch);
  enterBlock(match);
  return {loadTagged(context.ptr, builder.CreateGEP(context.ptr, table.code, index), context.tableTag), nullptr};
}

Callee FunctionEmitter::dynamicCallee(uint32_t table, uint32_t type, Value index) {
  trapIf(builder.CreateICmpUGE(index, instance.tableSize(builder, table)), TrapCode::UndefinedElement);
  Value reference = loadTagged(context.ptr, tablePointer(table, index), context.tableTag);
  trapIf(builder.CreateIsNull(reference), TrapCode::UninitializedElement);
  auto field = [&](size_t offset) { return byteOffset(builder, reference, offset); };
  Value found = loadTagged(context.i64, field(offsetof(abi::FuncRef, type)), context.stateTag);
  trapIf(builder.CreateICmpNE(found, builder.getInt64(type)), TrapCode::IndirectCallTypeMismatch);
  Callee callee{loadTagged(context.ptr, field(offsetof(abi::FuncRef, code)), context.stateTag), nullptr};
  if (context.convention.passesInstance)
    callee.instance = loadTagged(context.ptr, field(offsetof(abi::FuncRef, instance)), context.stateTag);
  return callee;
}

}  // namespace wasmc

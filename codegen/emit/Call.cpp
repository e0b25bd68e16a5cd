// Calls (specification, 4.6: call, call_indirect, call_ref, and return_call, which ends the caller, of each).
#include "codegen/FunctionEmitter.h"
#include "frontend/Subtyping.h"

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
  if (const TypeColumn *column = instance.typeColumn(imm.table, context.types.number(module, imm.type)))
    callByColumn(type, *column, index, arguments, results);
  else
    callValue(type, indirectCallee(imm, index), arguments, results);
}

void FunctionEmitter::return_call(uint32_t callee, std::span<const OperandT> arguments) {
  tailCallValue(module.functionType(callee), instance.function(builder, callee), arguments);
}

void FunctionEmitter::return_call_indirect(const imm::CallIndirect &imm, Value index, std::span<const OperandT> arguments) {
  tailCallValue(module.funcType(imm.type), indirectCallee(imm, index), arguments);
}

void FunctionEmitter::call_ref(uint32_t type, Value reference, std::span<const OperandT> arguments, Operands results) {
  callValue(module.funcType(type), referenceCallee(reference), arguments, results);
}

void FunctionEmitter::return_call_ref(uint32_t type, Value reference, std::span<const OperandT> arguments) {
  tailCallValue(module.funcType(type), referenceCallee(reference), arguments);
}

Callee FunctionEmitter::indirectCallee(const imm::CallIndirect &imm, Value index) {
  Value wide = extend(index);
  const FrozenTable *frozen = instance.frozenTable(imm.table);
  return frozen ? frozenCallee(*frozen, context.types.number(module, imm.type), wide) : dynamicCallee(imm, wide);
}

// The column has a function for every index, if only one that traps. Not for tail calls: the function that makes the call should be
// in the backtrace.
Callee FunctionEmitter::columnCallee(const TypeColumn &column, Value index) {
  Value wide = extend(index);
  trapIf(builder.CreateICmpUGE(wide, builder.getInt64(column.size)), TrapCode::UndefinedElement);
  return {loadTagged(context.ptr, builder.CreateGEP(context.ptr, column.code, wide), context.tableTag), instance.self(builder)};
}

// Where few functions can be called, the index is compared with the place of each, and they are called directly: CPUs foresee such
// branches better than the target of one call, and LLVM inlines the functions. What is left can only trap, so control does not come
// back from there. A profile knows better which functions to compare with (passes/DispatchOnIndex), and has to see the call. Code
// grows by a call for each function, and once these are inlined a large one takes LLVM more than proportionally long: a caller of
// many such functions, too, so that there is a limit for all of them.
bool FunctionEmitter::isDevirtualized(const TypeColumn &column) const {
  constexpr size_t mostInFunction = 256, mostInAll = 2048;
  size_t more = column.candidates.size();
  const CodegenOptions &options = context.options;
  bool isForSpeed = options.level != OptLevel::O0 && options.level != OptLevel::Os && options.level != OptLevel::Oz;
  return options.techniques.devirtualization && isForSpeed && options.profile.empty() && !options.pgoInstrument && more > 0 &&
         directCalls + more <= mostInFunction && context.directCalls + more <= mostInAll;
}

void FunctionEmitter::callByColumn(const FuncType &type, const TypeColumn &column, Value index, std::span<const OperandT> arguments,
                                   Operands results) {
  if (!isDevirtualized(column))
    return callValue(type, columnCallee(column, index), arguments, results);
  directCalls += column.candidates.size();
  context.directCalls += column.candidates.size();
  llvm::BasicBlock *none = newBlock("none"), *called = newBlock("called");
  llvm::SmallVector<llvm::PHINode *, 2> phis;
  addPhis(called, type.results, phis);
  devirtualize(column.candidates, index, none, [&](llvm::Constant *code) {
    callValue(type, {code, instance.self(builder)}, arguments, results);
    addIncoming(phis, results);
    builder.CreateBr(called);
  });
  enterBlock(none);
  callValue(type, columnCallee(column, index), arguments, results);
  builder.CreateUnreachable();
  enterBlock(called);
  for (size_t i = 0; i < results.size(); ++i)
    results[i].value = phis[i];
}

// Branches to the block that `call` fills with a call of the function at the index, or to `none`. A tree of comparisons: of one row LLVM would make a switch, and
// of that a jump through a table, which is no easier to foresee than the call.
void FunctionEmitter::devirtualize(std::span<const TypeColumn::Candidate> candidates, Value index, llvm::BasicBlock *none,
                                   llvm::function_ref<void(llvm::Constant *)> call) {
  auto place = [&](const TypeColumn::Candidate &candidate) { return llvm::ConstantInt::get(index->getType(), candidate.index); };
  llvm::BasicBlock *first = newBlock("");
  if (candidates.size() == 1) {
    builder.CreateCondBr(builder.CreateICmpEQ(index, place(candidates[0])), first, none, context.likely);
    enterBlock(first);
    return call(candidates[0].code);
  }
  llvm::BasicBlock *second = newBlock("");
  size_t half = candidates.size() / 2;
  builder.CreateCondBr(builder.CreateICmpULT(index, place(candidates[half])), first, second);
  enterBlock(first);
  devirtualize(candidates.first(half), index, none, call);
  enterBlock(second);
  devirtualize(candidates.subspan(half), index, none, call);
}

// A missing function has type 0, so one comparison finds both kinds of failure; which one it was is settled off the path.
Callee FunctionEmitter::frozenCallee(const FrozenTable &table, uint32_t type, Value index) {
  trapIf(builder.CreateICmpUGE(index, builder.getInt64(table.size)), TrapCode::UndefinedElement);
  Value found = loadTagged(context.i32, builder.CreateGEP(context.i32, table.types, index), context.tableTag);
  llvm::BasicBlock *mismatch = newBlock("mismatch"), *match = newBlock("");
  builder.CreateCondBr(isTypeIn(found, context.types.subtypes(type)), match, mismatch, context.likely);
  enterBlock(mismatch);
  trapIf(builder.CreateICmpEQ(found, builder.getInt32(0)), TrapCode::UninitializedElement);
  trap(TrapCode::IndirectCallTypeMismatch);
  enterBlock(match);
  return {loadTagged(context.ptr, builder.CreateGEP(context.ptr, table.code, index), context.tableTag), nullptr};
}

// A table whose elements can only be of the type, or null, needs no test of it.
Callee FunctionEmitter::dynamicCallee(const imm::CallIndirect &imm, Value index) {
  trapIf(builder.CreateICmpUGE(index, instance.tableSize(builder, imm.table)), TrapCode::UndefinedElement);
  Value reference = loadTagged(context.ptr, tablePointer(imm.table, index), context.tableTag);
  trapIf(builder.CreateIsNull(reference), TrapCode::UninitializedElement);
  auto field = [&](size_t offset) { return byteOffset(builder, reference, offset); };
  if (!matches(module, module.tables[imm.table].type.element.heapType(), HeapType::index(imm.type))) {
    Value found = loadTagged(context.i64, field(offsetof(abi::FuncRef, type)), context.stateTag);
    CanonicalTypes::Range expected = context.types.subtypes(context.types.number(module, imm.type));
    trapUnless(isTypeIn(found, expected), TrapCode::IndirectCallTypeMismatch);
  }
  Callee callee{loadTagged(context.ptr, field(offsetof(abi::FuncRef, code)), context.stateTag), nullptr};
  if (context.convention.passesInstance)
    callee.instance = loadTagged(context.ptr, field(offsetof(abi::FuncRef, instance)), context.stateTag);
  return callee;
}

// A null reference is not tested: the loads fault on page zero, which the runtime takes for the trap (rt/traps). Both are needed by
// the call right behind them, so that they can't be dropped or leave the way to it. LLVM takes a load from null for impossible, but
// for address spaces other than 0; 1 means nothing to either CPU. Not inbounds, which nothing is of null.
Callee FunctionEmitter::referenceCallee(Value reference) {
  Value record = builder.CreateAddrSpaceCast(reference, llvm::PointerType::get(context.ir.getContext(), 1));
  Callee callee{loadTagged(context.ptr, record, context.stateTag), nullptr};
  static_assert(offsetof(abi::FuncRef, code) == 0);
  if (context.convention.passesInstance) {
    Value field = builder.CreateConstGEP1_64(context.i8, record, offsetof(abi::FuncRef, instance));
    callee.instance = loadTagged(context.ptr, field, context.stateTag);
  }
  return callee;
}

}  // namespace wasmc

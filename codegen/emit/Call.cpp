// Direct and indirect calls (specification, 4.6: call, call_indirect).
#include "codegen/FunctionEmitter.h"

namespace wasmc {

void FunctionEmitter::callValue(llvm::FunctionType *type, Value callee, std::span<const OperandT> arguments, Operands results) {
  llvm::SmallVector<Value, 8> values;
  for (const OperandT &argument : arguments)
    values.push_back(argument.value);
  llvm::CallInst *call = builder.CreateCall(type, callee, values);
  call->setDoesNotThrow();
  if (results.size() == 1) {
    results[0].value = call;
    return;
  }
  for (size_t i = 0; i < results.size(); ++i)
    results[i].value = builder.CreateExtractValue(call, static_cast<unsigned>(i));
}

void FunctionEmitter::call(uint32_t callee, std::span<const OperandT> arguments, Operands results) {
  llvm::Function *target = instance.function(callee);
  callValue(target->getFunctionType(), target, arguments, results);
}

void FunctionEmitter::call_indirect(const imm::CallIndirect &imm, Value index, std::span<const OperandT> arguments,
                                    Operands results) {
  const FuncType &type = module.funcType(imm.type);
  uint32_t number = context.functionTypes.number(type);
  Value wide = extend(index);
  const FrozenTable *frozen = instance.frozenTable(imm.table);
  Value callee = frozen ? frozenCallee(*frozen, number, wide) : dynamicCallee(imm.table, number, wide);
  callValue(context.type(type), callee, arguments, results);
}

// A missing function has type 0, so one comparison finds both kinds of failure; which one it was is settled off the path.
llvm::Value *FunctionEmitter::frozenCallee(const FrozenTable &table, uint32_t type, Value index) {
  trapIf(builder.CreateICmpUGE(index, builder.getInt64(table.size)), TrapCode::UndefinedElement);
  Value found = loadTagged(context.i32, builder.CreateGEP(context.i32, table.types, index), context.tableTag);
  llvm::BasicBlock *mismatch = newBlock("mismatch"), *match = newBlock("");
  builder.CreateCondBr(builder.CreateICmpNE(found, builder.getInt32(type)), mismatch, match, context.unlikely);
  enterBlock(mismatch);
  trapIf(builder.CreateICmpEQ(found, builder.getInt32(0)), TrapCode::UninitializedElement);
  trap(TrapCode::IndirectCallTypeMismatch);
  enterBlock(match);
  return loadTagged(context.ptr, builder.CreateGEP(context.ptr, table.code, index), context.tableTag);
}

llvm::Value *FunctionEmitter::dynamicCallee(uint32_t table, uint32_t type, Value index) {
  trapIf(builder.CreateICmpUGE(index, instance.tableSize(builder, table)), TrapCode::UndefinedElement);
  Value reference = loadTagged(context.ptr, tablePointer(table, index), context.tableTag);
  trapIf(builder.CreateIsNull(reference), TrapCode::UninitializedElement);
  Value typeField = builder.CreateGEP(context.i8, reference, builder.getInt64(offsetof(abi::FuncRef, type)));
  Value found = loadTagged(context.i64, typeField, context.stateTag);
  trapIf(builder.CreateICmpNE(found, builder.getInt64(type)), TrapCode::IndirectCallTypeMismatch);
  static_assert(offsetof(abi::FuncRef, code) == 0);
  return loadTagged(context.ptr, reference, context.stateTag);
}

}  // namespace wasmc

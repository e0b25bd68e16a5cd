#include "codegen/instance/TypeThunks.h"

#include "codegen/FunctionEmitter.h"

#include <algorithm>

namespace wasmc {
namespace {

llvm::SmallVector<llvm::Value *, 8> loadSlots(Context &context, Builder &builder, llvm::Value *slots, const ResultType &types) {
  llvm::SmallVector<llvm::Value *, 8> values;
  for (size_t i = 0; i < types.size(); ++i)
    values.push_back(builder.CreateAlignedLoad(context.type(types[i]), slotAt(builder, slots, i), llvm::Align(sizeof(abi::Value))));
  return values;
}

void storeSlots(Builder &builder, llvm::Value *slots, llvm::ArrayRef<llvm::Value *> values) {
  for (size_t i = 0; i < values.size(); ++i)
    builder.CreateAlignedStore(values[i], slotAt(builder, slots, i), llvm::Align(sizeof(abi::Value)));
}

// Puts what is left of the budget where the host function can see, spend and change it, and says where that is.
llvm::Value *showFuel(Context &context, Builder &builder, llvm::Value *host, llvm::Value *fuel) {
  llvm::Value *own = builder.CreateAlloca(context.i64);
  llvm::Value *wanted = builder.CreateLoad(context.ptr, byteOffset(builder, host, offsetof(abi::HostFunction, fuel)));
  llvm::Value *place = builder.CreateSelect(builder.CreateIsNull(wanted), own, wanted);
  builder.CreateStore(fuel, place);
  return place;
}

}  // namespace

llvm::Function *emitInvoke(Context &context, const FuncType &type) {
  auto *thunkType = llvm::FunctionType::get(context.voidType, {context.ptr, context.ptr}, false);
  llvm::Function *thunk = context.createFunction(thunkType, "invoke");
  llvm::Value *funcRef = thunk->getArg(0), *slots = thunk->getArg(1);
  Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", thunk));
  Callee callee{builder.CreateLoad(context.ptr, byteOffset(builder, funcRef, offsetof(abi::FuncRef, code))), nullptr};
  if (context.convention.passesInstance)
    callee.instance = builder.CreateLoad(context.ptr, byteOffset(builder, funcRef, offsetof(abi::FuncRef, instance)));
  llvm::SmallVector<llvm::Value *, 8> arguments = loadSlots(context, builder, slots, type.parameters);
  llvm::SmallVector<llvm::Value *, 8> results(type.results.size());
  FunctionSignature signature(context, type);
  CallBuffers buffers{.results = slots};
  if (size_t count = signature.argumentSlots())
    buffers.arguments = createSlots(builder, count);
  signature.emitEntryCall(builder, callee.instance, callee, arguments, buffers, results);
  if (signature.resultSlots() == 0)  // else they are where they belong
    storeSlots(builder, slots, results);
  builder.CreateRetVoid();
  return thunk;
}

llvm::Function *emitHostEntry(Context &context, const FuncType &type) {
  FunctionSignature signature(context, type);
  llvm::Function *entry = signature.createFunction(context, "host", "(host function)");
  Builder builder(llvm::BasicBlock::Create(context.ir.getContext(), "", entry));
  enterScope(builder, *entry);
  llvm::Value *slots = createSlots(builder, std::max(type.parameters.size(), type.results.size()));
  llvm::SmallVector<llvm::Value *, 8> arguments;
  for (size_t i = 0; i < type.parameters.size(); ++i)
    arguments.push_back(signature.parameter(builder, *entry, i));
  storeSlots(builder, slots, arguments);
  llvm::Value *host = instanceParameter(*entry);
  llvm::Value *code = builder.CreateLoad(context.ptr, byteOffset(builder, host, offsetof(abi::HostFunction, call)));
  llvm::Value *data = builder.CreateLoad(context.ptr, byteOffset(builder, host, offsetof(abi::HostFunction, data)));
  llvm::Value *fuel = signature.fuel(*entry);
  llvm::Value *keptFuel = fuel ? showFuel(context, builder, host, fuel) : nullptr;
  auto *callType = llvm::FunctionType::get(context.voidType, {context.ptr, context.ptr}, false);
  llvm::CallInst *call = builder.CreateCall(callType, code, {data, slots});
  if (!context.convention.mayThrow)
    call->setDoesNotThrow();
  if (fuel)
    fuel = loadFuel(context, builder, keptFuel);
  signature.emitReturn(builder, *entry, loadSlots(context, builder, slots, type.results), fuel);
  return entry;
}

}  // namespace wasmc

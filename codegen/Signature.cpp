#include "codegen/Signature.h"

#include "codegen/NonNull.h"

#include <algorithm>

namespace wasmc {
namespace {

// Two of each kind are returned in registers by both psABIs and by all of LLVM's conventions: rax and rdx, xmm0 and xmm1 on x86-64
// (System V ABI, AMD64 supplement, 3.2.3), more on AArch64.
constexpr unsigned maxResultsPerKind = 2;  // the budget, an integer, beside them is in rcx

// What both pass in registers: six integers (x86-64), eight vectors.
constexpr unsigned integerArguments = 6, vectorArguments = 8;

bool isVector(ValueType type) {
  return type.kind() == ValueType::F32 || type.kind() == ValueType::F64 || type.kind() == ValueType::V128;
}

// Not where a tail call may have to put another one there, which the caller's caller would find.
bool pinsInstance(const Context &context) {
  return context.convention.passesInstance && context.convention.id == llvm::CallingConv::C && context.target.keepsInstance() &&
         context.options.techniques.instanceRegister;
}

bool fitInRegisters(const ResultType &types, unsigned maxIntegers, unsigned maxVectors) {
  auto vectors = static_cast<unsigned>(std::ranges::count_if(types, isVector));
  return types.size() - vectors <= maxIntegers && vectors <= maxVectors;
}

}  // namespace

bool hasRegisterForm(const Context &context) {
  const GuestConvention &convention = context.convention;
  bool hasPlace = !context.target.keepsInstance() || pinsInstance(context);
  return convention.passesInstance && convention.id == llvm::CallingConv::C && !convention.countsFuel && hasPlace;
}

FunctionSignature::FunctionSignature(const Context &context, const FuncType &type)
    : context(context), type(type), inMemory(!fitInRegisters(type.results, maxResultsPerKind, maxResultsPerKind)) {
  placeParameters();
  llvm::SmallVector<llvm::Type *, 8> parameters(context.convention.passesInstance, context.ptr);
  if (context.convention.countsFuel)
    parameters.push_back(context.i64);
  parameters.append(inMemory + (spilled > 0), context.ptr);
  for (size_t i = 0; i < places.size(); ++i)
    if (!places[i].isSlot)
      parameters.push_back(context.type(type.parameters[i]));
  llvmType = llvm::FunctionType::get(resultType(), parameters, false);
}

void FunctionSignature::placeParameters() {
  unsigned next = leading() + inMemory;  // argument
  unsigned integers = integerArguments - next, vectors = vectorArguments;
  bool allInPlace = context.convention.id != llvm::CallingConv::Tail || fitInRegisters(type.parameters, integers, vectors);
  if (!allInPlace) {  // one argument is the buffer
    ++next;
    --integers;
  }
  for (ValueType parameter : type.parameters) {
    unsigned &left = isVector(parameter) ? vectors : integers;
    if (!allInPlace && left == 0) {
      places.push_back({.isSlot = true, .number = spilled++});
      continue;
    }
    --left;
    places.push_back({.isSlot = false, .number = next++});
  }
}

llvm::Type *FunctionSignature::resultType() const {
  llvm::SmallVector<llvm::Type *, 4> results;
  if (context.convention.countsFuel)
    results.push_back(context.i64);
  if (!inMemory)
    for (ValueType result : type.results)
      results.push_back(context.type(result));
  if (results.empty())
    return context.voidType;
  return results.size() == 1 ? results[0] : llvm::StructType::get(context.ir.getContext(), results);
}

llvm::Function *FunctionSignature::createFunction(Context &shared, const llvm::Twine &symbol, llvm::StringRef guestName) const {
  llvm::Function *function = shared.createGuestFunction(llvmType, symbol, guestName);
  describeParameters(*function);
  return function;
}

llvm::Function *FunctionSignature::declareFunction(Context &shared, const llvm::Twine &symbol) const {
  llvm::Function *function = shared.createFunction(llvmType, symbol);
  share(*function);
  describeParameters(*function);
  return function;
}

void FunctionSignature::describeParameters(llvm::Function &function) const {
  function.setCallingConv(context.convention.id);
  if (context.convention.passesInstance) {
    function.addParamAttr(0, llvm::Attribute::NonNull);
    function.getArg(0)->setName("instance");
    if (pinsInstance(context))
      function.addParamAttr(0, llvm::Attribute::SwiftSelf);
  }
  auto describe = [&](llvm::Argument *buffer, size_t slots, const char *name) {
    buffer->addAttr(llvm::Attribute::getWithAlignment(function.getContext(), llvm::Align(sizeof(abi::Value))));
    buffer->addAttr(llvm::Attribute::getWithDereferenceableBytes(function.getContext(), slots * sizeof(abi::Value)));
    buffer->setName(name);
  };
  if (inMemory) {
    describe(resultsBuffer(function), resultSlots(), "results");
    resultsBuffer(function)->addAttr(llvm::Attribute::NoAlias);
  }
  for (size_t i = 0; i < places.size(); ++i)
    if (!places[i].isSlot && isNeverNull(type.parameters[i]))
      function.addParamAttr(places[i].number, llvm::Attribute::NonNull);
  if (spilled > 0)  // may be an instance's own, which further calls overwrite
    describe(argumentsBuffer(function), spilled, "arguments");
}

llvm::Value *FunctionSignature::parameter(Builder &builder, llvm::Function &function, size_t i) const {
  if (!places[i].isSlot)
    return function.getArg(places[i].number);
  llvm::LoadInst *load =
      builder.CreateAlignedLoad(context.type(type.parameters[i]), slotAt(builder, argumentsBuffer(function), places[i].number),
                                llvm::Align(sizeof(abi::Value)));
  load->setMetadata(llvm::LLVMContext::MD_tbaa, context.resultTag);
  return load;
}

llvm::CallBase *FunctionSignature::createCall(Builder &builder, Callee callee, CallBuffers buffers,
                                              std::span<llvm::Value *const> arguments) const {
  llvm::SmallVector<llvm::Value *, 8> values;
  if (context.convention.passesInstance)
    values.push_back(callee.instance);
  if (context.convention.countsFuel)
    values.push_back(buffers.fuel);
  if (inMemory)
    values.push_back(buffers.results);
  if (spilled > 0)
    values.push_back(buffers.arguments);
  for (size_t i = 0; i < places.size(); ++i) {
    if (!places[i].isSlot)
      values.push_back(arguments[i]);
    else
      builder
          .CreateAlignedStore(arguments[i], slotAt(builder, buffers.arguments, places[i].number), llvm::Align(sizeof(abi::Value)))
          ->setMetadata(llvm::LLVMContext::MD_tbaa, context.resultTag);
  }
  llvm::CallBase *call = createCallOrInvoke(builder, {llvmType, callee.code}, values, buffers.unwind);
  call->setCallingConv(context.convention.id);
  if (pinsInstance(context))
    call->addParamAttr(0, llvm::Attribute::SwiftSelf);
  if (!context.convention.mayThrow)
    call->setDoesNotThrow();
  return call;
}

void FunctionSignature::emitTailCall(Builder &builder, llvm::Function &caller, Callee callee,
                                     std::span<llvm::Value *const> arguments, CallBuffers buffers) const {
  buffers.results = inMemory ? resultsBuffer(caller) : nullptr;
  auto *call = llvm::cast<llvm::CallInst>(createCall(builder, callee, buffers, arguments));
  call->setTailCallKind(llvm::CallInst::TCK_MustTail);
  if (call->getType()->isVoidTy())
    builder.CreateRetVoid();
  else
    builder.CreateRet(call);
}

llvm::CallBase *FunctionSignature::emitCall(Builder &builder, Callee callee, std::span<llvm::Value *const> arguments,
                                            CallBuffers buffers, std::span<llvm::Value *> results) const {
  llvm::CallBase *call = createCall(builder, callee, buffers, arguments);
  if (inMemory) {
    for (size_t i = 0; i < results.size(); ++i) {
      llvm::LoadInst *load = builder.CreateAlignedLoad(context.type(type.results[i]), slotAt(builder, buffers.results, i),
                                                       llvm::Align(sizeof(abi::Value)));
      load->setMetadata(llvm::LLVMContext::MD_tbaa, context.resultTag);
      results[i] = load;
    }
    return call;
  }
  bool isWhole = !call->getType()->isStructTy();
  if (isWhole && !results.empty() && isNeverNull(type.results[0]))
    call->addRetAttr(llvm::Attribute::NonNull);
  for (size_t i = 0; i < results.size(); ++i)
    results[i] = isWhole ? call : builder.CreateExtractValue(call, static_cast<unsigned>(context.convention.countsFuel + i));
  return call;
}

llvm::Value *FunctionSignature::fuel(llvm::Function &function) const {
  return context.convention.countsFuel ? function.getArg(context.convention.passesInstance) : nullptr;
}

llvm::Value *fuelAddress(const Context &context, Builder &builder, llvm::Value *instance) {
  if (!context.convention.countsFuel)
    return nullptr;
  if (!context.convention.passesInstance)
    return context.fuel;
  return builder.CreateLoad(context.ptr, byteOffset(builder, instance, offsetof(abi::Instance, fuel)));
}

llvm::LoadInst *loadFuel(const Context &context, Builder &builder, llvm::Value *place) {
  llvm::LoadInst *fuel = builder.CreateLoad(context.i64, place);
  fuel->setMetadata(llvm::LLVMContext::MD_tbaa, context.stateTag);
  return fuel;
}

llvm::CallBase *FunctionSignature::emitEntryCall(Builder &builder, llvm::Value *instance, Callee callee,
                                                 std::span<llvm::Value *const> arguments, CallBuffers buffers,
                                                 std::span<llvm::Value *> results) const {
  llvm::Value *fuel = fuelAddress(context, builder, instance);
  if (fuel)
    buffers.fuel = loadFuel(context, builder, fuel);
  llvm::CallBase *call = emitCall(builder, callee, arguments, buffers, results);
  if (fuel)
    builder.CreateStore(fuelAfter(builder, call), fuel);
  return call;
}

llvm::Value *FunctionSignature::fuelAfter(Builder &builder, llvm::CallBase *call) const {
  if (!context.convention.countsFuel)
    return nullptr;
  return call->getType()->isStructTy() ? builder.CreateExtractValue(call, 0) : call;
}

void FunctionSignature::emitReturn(Builder &builder, llvm::Function &function, std::span<llvm::Value *const> results,
                                   llvm::Value *fuel) const {
  llvm::SmallVector<llvm::Value *, 4> values;
  if (context.convention.countsFuel)
    values.push_back(fuel);
  if (!inMemory)
    values.append(results.begin(), results.end());
  else
    for (size_t i = 0; i < results.size(); ++i)
      builder.CreateAlignedStore(results[i], slotAt(builder, resultsBuffer(function), i), llvm::Align(sizeof(abi::Value)))
          ->setMetadata(llvm::LLVMContext::MD_tbaa, context.resultTag);
  if (values.empty()) {
    builder.CreateRetVoid();
  } else if (values.size() == 1) {
    builder.CreateRet(values[0]);
  } else {
    builder.CreateAggregateRet(values.data(), static_cast<unsigned>(values.size()));
  }
}

llvm::CallBase *createCallOrInvoke(Builder &builder, llvm::FunctionCallee callee, llvm::ArrayRef<llvm::Value *> arguments,
                                   llvm::BasicBlock *unwind) {
  if (!unwind)
    return builder.CreateCall(callee, arguments);
  llvm::BasicBlock *here = builder.GetInsertBlock();
  auto *next = llvm::BasicBlock::Create(builder.getContext(), "", here->getParent(), here->getNextNode());
  llvm::InvokeInst *invoke = builder.CreateInvoke(callee, next, unwind, arguments);
  builder.SetInsertPoint(next);
  return invoke;
}

llvm::Value *slotAt(Builder &builder, llvm::Value *buffer, size_t i) { return byteOffset(builder, buffer, i * sizeof(abi::Value)); }

llvm::ArrayType *slotsType(Builder &builder, size_t count) {
  return llvm::ArrayType::get(builder.getInt8Ty(), count * sizeof(abi::Value));
}

llvm::AllocaInst *createSlots(Builder &builder, size_t count) {
  llvm::AllocaInst *slots = builder.CreateAlloca(slotsType(builder, count));
  slots->setAlignment(llvm::Align(sizeof(abi::Value)));
  return slots;
}

size_t maxArgumentSlots(const Context &context, const Module &module) {
  size_t slots = 0;
  for (const SubType &type : module.types)
    if (const FuncType *function = type.function())
      slots = std::max(slots, FunctionSignature(context, *function).argumentSlots());
  return slots;
}

}  // namespace wasmc

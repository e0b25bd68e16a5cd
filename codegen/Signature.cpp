#include "codegen/Signature.h"

namespace wasmc {
namespace {

// Two of each kind are returned in registers by both psABIs and by all of LLVM's conventions: rax and rdx, xmm0 and xmm1 on x86-64
// (System V ABI, AMD64 supplement, 3.2.3), more on AArch64.
constexpr unsigned maxResultsPerKind = 2;

llvm::Value *slot(Builder &builder, llvm::Value *buffer, size_t i) { return byteOffset(builder, buffer, i * sizeof(abi::Value)); }

bool fitInRegisters(const ResultType &results) {
  unsigned integers = 0, vectors = 0;
  for (ValueType type : results) {
    bool isVector = type.kind() == ValueType::F32 || type.kind() == ValueType::F64 || type.kind() == ValueType::V128;
    ++(isVector ? vectors : integers);
  }
  return integers <= maxResultsPerKind && vectors <= maxResultsPerKind;
}

}  // namespace

FunctionSignature::FunctionSignature(const Context &context, const FuncType &type)
    : context(context), type(type), inMemory(!fitInRegisters(type.results)) {
  llvm::SmallVector<llvm::Type *, 8> parameters(ownParameters(), context.ptr);
  for (ValueType parameter : type.parameters)
    parameters.push_back(context.type(parameter));
  llvmType = llvm::FunctionType::get(resultType(), parameters, false);
}

llvm::Type *FunctionSignature::resultType() const {
  if (inMemory || type.results.empty())
    return context.voidType;
  if (type.results.size() == 1)
    return context.type(type.results[0]);
  llvm::SmallVector<llvm::Type *, 4> results;
  for (ValueType result : type.results)
    results.push_back(context.type(result));
  return llvm::StructType::get(context.ir.getContext(), results);
}

llvm::Function *FunctionSignature::createFunction(Context &shared, const llvm::Twine &symbol, llvm::StringRef guestName) const {
  llvm::Function *function = shared.createGuestFunction(llvmType, symbol, guestName);
  function->setCallingConv(context.convention.id);
  if (context.convention.passesInstance) {
    function->addParamAttr(0, llvm::Attribute::NonNull);
    function->getArg(0)->setName("instance");
  }
  if (inMemory) {
    llvm::Argument *buffer = resultsBuffer(*function);
    buffer->addAttr(llvm::Attribute::NoAlias);
    buffer->addAttr(llvm::Attribute::getWithAlignment(shared.ir.getContext(), llvm::Align(sizeof(abi::Value))));
    buffer->addAttr(llvm::Attribute::getWithDereferenceableBytes(shared.ir.getContext(), type.results.size() * sizeof(abi::Value)));
    buffer->setName("results");
  }
  return function;
}

llvm::CallInst *FunctionSignature::createCall(Builder &builder, Callee callee, llvm::Value *buffer,
                                              std::span<llvm::Value *const> arguments) const {
  llvm::SmallVector<llvm::Value *, 8> values;
  if (context.convention.passesInstance)
    values.push_back(callee.instance);
  if (inMemory)
    values.push_back(buffer);
  values.append(arguments.begin(), arguments.end());
  llvm::CallInst *call = builder.CreateCall(llvmType, callee.code, values);
  call->setCallingConv(context.convention.id);
  call->setDoesNotThrow();
  return call;
}

void FunctionSignature::emitTailCall(Builder &builder, llvm::Function &caller, Callee callee,
                                     std::span<llvm::Value *const> arguments) const {
  llvm::CallInst *call = createCall(builder, callee, inMemory ? resultsBuffer(caller) : nullptr, arguments);
  call->setTailCallKind(llvm::CallInst::TCK_MustTail);
  if (call->getType()->isVoidTy())
    builder.CreateRetVoid();
  else
    builder.CreateRet(call);
}

void FunctionSignature::emitCall(Builder &builder, Callee callee, std::span<llvm::Value *const> arguments, llvm::Value *buffer,
                                 std::span<llvm::Value *> results) const {
  llvm::CallInst *call = createCall(builder, callee, buffer, arguments);
  if (inMemory) {
    for (size_t i = 0; i < results.size(); ++i) {
      llvm::LoadInst *load =
          builder.CreateAlignedLoad(context.type(type.results[i]), slot(builder, buffer, i), llvm::Align(sizeof(abi::Value)));
      load->setMetadata(llvm::LLVMContext::MD_tbaa, context.resultTag);
      results[i] = load;
    }
  } else if (results.size() == 1) {
    results[0] = call;
  } else {
    for (size_t i = 0; i < results.size(); ++i)
      results[i] = builder.CreateExtractValue(call, static_cast<unsigned>(i));
  }
}

void FunctionSignature::emitReturn(Builder &builder, llvm::Function &function, std::span<llvm::Value *const> results) const {
  if (inMemory) {
    for (size_t i = 0; i < results.size(); ++i)
      builder.CreateAlignedStore(results[i], slot(builder, resultsBuffer(function), i), llvm::Align(sizeof(abi::Value)))
          ->setMetadata(llvm::LLVMContext::MD_tbaa, context.resultTag);
    builder.CreateRetVoid();
  } else if (results.empty()) {
    builder.CreateRetVoid();
  } else if (results.size() == 1) {
    builder.CreateRet(results[0]);
  } else {
    llvm::Value *aggregate = llvm::PoisonValue::get(llvmType->getReturnType());
    for (size_t i = 0; i < results.size(); ++i)
      aggregate = builder.CreateInsertValue(aggregate, results[i], static_cast<unsigned>(i));
    builder.CreateRet(aggregate);
  }
}

}  // namespace wasmc

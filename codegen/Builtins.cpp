#include "codegen/Builtins.h"

#include <llvm/IR/DerivedTypes.h>

namespace wasmc {
namespace {

enum class AbiType : uint8_t { Void, I32, I64, Ptr };

struct Row {
  const char *symbol;
  AbiType result;
  std::initializer_list<AbiType> parameters;
};

llvm::Type *llvmType(llvm::LLVMContext &context, AbiType type) {
  switch (type) {
  case AbiType::Void: return llvm::Type::getVoidTy(context);
  case AbiType::I32: return llvm::Type::getInt32Ty(context);
  case AbiType::I64: return llvm::Type::getInt64Ty(context);
  case AbiType::Ptr: return llvm::PointerType::get(context, 0);
  }
  llvm_unreachable("no other type");
}

}  // namespace

llvm::FunctionCallee builtin(llvm::Module &ir, Builtin which) {
  using enum AbiType;
  static const Row rows[] = {
#define WASMC_BUILTIN(name, result, ...) {"wasmc_" #name, result, {__VA_ARGS__}},
#include "rt/abi/Builtins.def"
#undef WASMC_BUILTIN
  };
  const Row &row = rows[static_cast<size_t>(which)];
  std::vector<llvm::Type *> parameters;
  for (AbiType parameter : row.parameters)
    parameters.push_back(llvmType(ir.getContext(), parameter));
  auto *type = llvm::FunctionType::get(llvmType(ir.getContext(), row.result), parameters, false);
  llvm::FunctionCallee callee = ir.getOrInsertFunction(row.symbol, type);
  auto *function = llvm::cast<llvm::Function>(callee.getCallee());
  function->setVisibility(llvm::GlobalValue::HiddenVisibility);
  if (which != Builtin::throw_exception && which != Builtin::throw_new_exception)
    function->setDoesNotThrow();
  return callee;
}

}  // namespace wasmc

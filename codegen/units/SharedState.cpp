#include "codegen/units/SharedState.h"

#include <llvm/Analysis/ConstantFolding.h>

namespace wasmc {
namespace {

// The bits of a number or vector, or of a reference that is no address; null for others.
llvm::ConstantInt *bitsOf(llvm::Constant *constant) {
  llvm::Type *type = constant->getType();
  if (!type->isPointerTy()) {
    auto *integer = llvm::IntegerType::get(type->getContext(), static_cast<unsigned>(type->getPrimitiveSizeInBits()));
    constant = llvm::ConstantFoldCastOperand(llvm::Instruction::BitCast, constant, integer, llvm::DataLayout());
  } else if (constant->isNullValue()) {
    return llvm::ConstantInt::get(llvm::Type::getInt64Ty(type->getContext()), 0);
  } else if (auto *cast = llvm::dyn_cast<llvm::ConstantExpr>(constant); cast && cast->getOpcode() == llvm::Instruction::IntToPtr) {
    constant = cast->getOperand(0);
  }
  return llvm::dyn_cast_or_null<llvm::ConstantInt>(constant);
}

}  // namespace

SharedVariable SharedVariable::share(llvm::GlobalVariable &variable) {
  const llvm::DataLayout &layout = variable.getDataLayout();
  wasmc::share(variable);
  return {variable.getName().str(), layout.getTypeAllocSize(variable.getValueType()), layout.getPreferredAlign(&variable).value(),
          variable.isConstant(), variable.isThreadLocal()};
}

llvm::GlobalVariable *SharedVariable::declare(Context &context) const {
  if (llvm::GlobalVariable *known = context.ir.getNamedGlobal(symbol))
    return known;
  auto *variable = new llvm::GlobalVariable(context.ir, llvm::ArrayType::get(context.i8, size), isConstant,
                                            llvm::GlobalValue::ExternalLinkage, nullptr, symbol);
  wasmc::share(*variable);
  variable->setAlignment(llvm::Align(alignment));
  if (isThreadLocal)
    variable->setThreadLocalMode(llvm::GlobalVariable::LocalExecTLSModel);
  return variable;
}

std::optional<SharedConstant> SharedConstant::share(llvm::Constant *constant) {
  SharedConstant shared;
  if (auto *variable = llvm::dyn_cast_or_null<llvm::GlobalVariable>(constant)) {
    shared.value = SharedVariable::share(*variable);
    return shared;
  }
  const llvm::ConstantInt *number = constant ? bitsOf(constant) : nullptr;
  if (!number)
    return std::nullopt;
  shared.value = number->getValue();
  return shared;
}

llvm::Constant *SharedConstant::in(Context &context, ValueType type) const {
  if (auto *variable = std::get_if<SharedVariable>(&value))
    return variable->declare(context);
  const auto &bits = std::get<llvm::APInt>(value);
  llvm::Constant *number = llvm::ConstantInt::get(context.ir.getContext(), bits);
  switch (type.kind()) {
  case ValueType::I32:
  case ValueType::I64: return number;
  case ValueType::Ref:
    return bits.isZero() ? llvm::ConstantPointerNull::get(context.ptr) : llvm::ConstantExpr::getIntToPtr(number, context.ptr);
  default: return llvm::ConstantFoldCastOperand(llvm::Instruction::BitCast, number, context.type(type), context.ir.getDataLayout());
  }
}

}  // namespace wasmc

// Float constants, comparisons and arithmetic (specification, 4.3.3).
#include "codegen/FunctionEmitter.h"

#include <llvm/IR/IntrinsicInst.h>

#define UNARY(name) llvm::Value *FunctionEmitter::name(const imm::None &, Values<1> v)
#define BINARY(name) llvm::Value *FunctionEmitter::name(const imm::None &, Values<2> v)

namespace wasmc {

llvm::Value *FunctionEmitter::f32_const(const imm::F32Const &imm, Values<0>) {
  return llvm::ConstantFP::get(context.f32, llvm::APFloat(llvm::APFloat::IEEEsingle(), llvm::APInt(32, imm.bits)));
}

llvm::Value *FunctionEmitter::f64_const(const imm::F64Const &imm, Values<0>) {
  return llvm::ConstantFP::get(context.f64, llvm::APFloat(llvm::APFloat::IEEEdouble(), llvm::APInt(64, imm.bits)));
}

// On x86-64 LLVM expands its intrinsics with a branch on a sign, and lets signalling NaNs through. Here each of the two selects is
// one minss: they differ only for zeros, whose signs the logical operation settles, and for NaNs, which the sum makes quiet.
llvm::Value *FunctionEmitter::extremum(llvm::Intrinsic::ID intrinsic, Value a, Value b) {
  if (context.target.hasMinimum())
    return callIntrinsic(intrinsic, {a, b});
  bool isMin = intrinsic == llvm::Intrinsic::minimum;
  llvm::CmpInst::Predicate better = isMin ? llvm::CmpInst::FCMP_OLT : llvm::CmpInst::FCMP_OGT;
  llvm::Type *bits = a->getType()->getWithNewType(builder.getIntNTy(a->getType()->getScalarSizeInBits()));
  Value one = builder.CreateBitCast(builder.CreateSelect(builder.CreateFCmp(better, a, b), a, b), bits);
  Value other = builder.CreateBitCast(builder.CreateSelect(builder.CreateFCmp(better, b, a), b, a), bits);
  Value ordered = builder.CreateBitCast(isMin ? builder.CreateOr(one, other) : builder.CreateAnd(one, other), a->getType());
  return builder.CreateSelect(builder.CreateFCmpUNO(a, b), builder.CreateFAdd(a, b), ordered);
}

// Which NaN an operator answers with is its CPU's choice (specification, 4.3.3: NaN propagation). The deterministic profile leaves
// one, the positive canonical NaN.
llvm::Value *FunctionEmitter::settleNaNs(Value result) {
  if (!context.options.deterministic)
    return result;
  // LLVM simplifies `x < 0 or NaN ? NaN : sqrt(x)` to sqrt(x), and another NaN. Not so with something in between.
  if (auto *call = llvm::dyn_cast<llvm::IntrinsicInst>(result); call && call->getIntrinsicID() == llvm::Intrinsic::sqrt)
    result = callIntrinsic(llvm::Intrinsic::canonicalize, {result});
  return builder.CreateSelect(builder.CreateFCmpUNO(result, result), llvm::ConstantFP::getNaN(result->getType()), result);
}

// Both widths are the same in LLVM. min and max are IEEE 754-2019's minimum and maximum: a NaN wins, and -0 is below +0.
#define BOTH(operation, arity, ...)              \
  arity(f32_##operation) { return __VA_ARGS__; } \
  arity(f64_##operation) { return __VA_ARGS__; }
BOTH(eq, BINARY, fromBool(builder.CreateFCmpOEQ(v[0], v[1])))
BOTH(ne, BINARY, fromBool(builder.CreateFCmpUNE(v[0], v[1])))
BOTH(lt, BINARY, fromBool(builder.CreateFCmpOLT(v[0], v[1])))
BOTH(gt, BINARY, fromBool(builder.CreateFCmpOGT(v[0], v[1])))
BOTH(le, BINARY, fromBool(builder.CreateFCmpOLE(v[0], v[1])))
BOTH(ge, BINARY, fromBool(builder.CreateFCmpOGE(v[0], v[1])))
BOTH(abs, UNARY, callIntrinsic(llvm::Intrinsic::fabs, {v[0]}))
BOTH(neg, UNARY, builder.CreateFNeg(v[0]))
BOTH(ceil, UNARY, settleNaNs(callIntrinsic(llvm::Intrinsic::ceil, {v[0]})))
BOTH(floor, UNARY, settleNaNs(callIntrinsic(llvm::Intrinsic::floor, {v[0]})))
BOTH(trunc, UNARY, settleNaNs(callIntrinsic(llvm::Intrinsic::trunc, {v[0]})))
BOTH(nearest, UNARY, settleNaNs(callIntrinsic(llvm::Intrinsic::roundeven, {v[0]})))
BOTH(sqrt, UNARY, settleNaNs(callIntrinsic(llvm::Intrinsic::sqrt, {v[0]})))
BOTH(add, BINARY, settleNaNs(builder.CreateFAdd(v[0], v[1])))
BOTH(sub, BINARY, settleNaNs(builder.CreateFSub(v[0], v[1])))
BOTH(mul, BINARY, settleNaNs(builder.CreateFMul(v[0], v[1])))
BOTH(div, BINARY, settleNaNs(builder.CreateFDiv(v[0], v[1])))
BOTH(min, BINARY, settleNaNs(extremum(llvm::Intrinsic::minimum, v[0], v[1])))
BOTH(max, BINARY, settleNaNs(extremum(llvm::Intrinsic::maximum, v[0], v[1])))
BOTH(copysign, BINARY, callIntrinsic(llvm::Intrinsic::copysign, {v[0], v[1]}))
#undef BOTH

}  // namespace wasmc

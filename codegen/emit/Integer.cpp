// Integer constants, comparisons and arithmetic (specification, 4.3.2).
#include "codegen/FunctionEmitter.h"

#define UNARY(name) llvm::Value *FunctionEmitter::name(const imm::None &, Values<1> v)
#define BINARY(name) llvm::Value *FunctionEmitter::name(const imm::None &, Values<2> v)

namespace wasmc {

llvm::Value *FunctionEmitter::i32_const(const imm::I32Const &imm, Values<0>) {
  return builder.getInt32(static_cast<uint32_t>(imm.value));
}
llvm::Value *FunctionEmitter::i64_const(const imm::I64Const &imm, Values<0>) {
  return builder.getInt64(static_cast<uint64_t>(imm.value));
}

// --- Comparisons

UNARY(i32_eqz) { return fromBool(builder.CreateNot(isTrue(v[0]))); }
UNARY(i64_eqz) { return fromBool(builder.CreateICmpEQ(v[0], builder.getInt64(0))); }
BINARY(i32_eq) { return fromBool(builder.CreateICmpEQ(v[0], v[1])); }
BINARY(i32_ne) { return fromBool(builder.CreateICmpNE(v[0], v[1])); }
BINARY(i32_lt_s) { return fromBool(builder.CreateICmpSLT(v[0], v[1])); }
BINARY(i32_lt_u) { return fromBool(builder.CreateICmpULT(v[0], v[1])); }
BINARY(i32_gt_s) { return fromBool(builder.CreateICmpSGT(v[0], v[1])); }
BINARY(i32_gt_u) { return fromBool(builder.CreateICmpUGT(v[0], v[1])); }
BINARY(i32_le_s) { return fromBool(builder.CreateICmpSLE(v[0], v[1])); }
BINARY(i32_le_u) { return fromBool(builder.CreateICmpULE(v[0], v[1])); }
BINARY(i32_ge_s) { return fromBool(builder.CreateICmpSGE(v[0], v[1])); }
BINARY(i32_ge_u) { return fromBool(builder.CreateICmpUGE(v[0], v[1])); }
BINARY(i64_eq) { return fromBool(builder.CreateICmpEQ(v[0], v[1])); }
BINARY(i64_ne) { return fromBool(builder.CreateICmpNE(v[0], v[1])); }
BINARY(i64_lt_s) { return fromBool(builder.CreateICmpSLT(v[0], v[1])); }
BINARY(i64_lt_u) { return fromBool(builder.CreateICmpULT(v[0], v[1])); }
BINARY(i64_gt_s) { return fromBool(builder.CreateICmpSGT(v[0], v[1])); }
BINARY(i64_gt_u) { return fromBool(builder.CreateICmpUGT(v[0], v[1])); }
BINARY(i64_le_s) { return fromBool(builder.CreateICmpSLE(v[0], v[1])); }
BINARY(i64_le_u) { return fromBool(builder.CreateICmpULE(v[0], v[1])); }
BINARY(i64_ge_s) { return fromBool(builder.CreateICmpSGE(v[0], v[1])); }
BINARY(i64_ge_u) { return fromBool(builder.CreateICmpUGE(v[0], v[1])); }

// --- Arithmetic that is the same for both widths in LLVM

#define BOTH(operation, arity, ...)              \
  arity(i32_##operation) { return __VA_ARGS__; } \
  arity(i64_##operation) { return __VA_ARGS__; }
BOTH(clz, UNARY, builder.CreateIntrinsic(llvm::Intrinsic::ctlz, {v[0]->getType()}, {v[0], builder.getFalse()}))
BOTH(ctz, UNARY, builder.CreateIntrinsic(llvm::Intrinsic::cttz, {v[0]->getType()}, {v[0], builder.getFalse()}))
BOTH(popcnt, UNARY, callIntrinsic(llvm::Intrinsic::ctpop, {v[0]}))
BOTH(add, BINARY, builder.CreateAdd(v[0], v[1]))
BOTH(sub, BINARY, builder.CreateSub(v[0], v[1]))
BOTH(mul, BINARY, builder.CreateMul(v[0], v[1]))
BOTH(div_s, BINARY, divide(true, v[0], v[1]))
BOTH(div_u, BINARY, divide(false, v[0], v[1]))
BOTH(rem_s, BINARY, remainder(true, v[0], v[1]))
BOTH(rem_u, BINARY, remainder(false, v[0], v[1]))
BOTH(and, BINARY, builder.CreateAnd(v[0], v[1]))
BOTH(or, BINARY, builder.CreateOr(v[0], v[1]))
BOTH(xor, BINARY, builder.CreateXor(v[0], v[1]))
BOTH(shl, BINARY, builder.CreateShl(v[0], shiftCount(v[1])))
BOTH(shr_s, BINARY, builder.CreateAShr(v[0], shiftCount(v[1])))
BOTH(shr_u, BINARY, builder.CreateLShr(v[0], shiftCount(v[1])))
BOTH(rotl, BINARY, callIntrinsic(llvm::Intrinsic::fshl, {v[0], v[0], v[1]}))
BOTH(rotr, BINARY, callIntrinsic(llvm::Intrinsic::fshr, {v[0], v[0], v[1]}))
#undef BOTH

// Wasm takes shift counts modulo the width; LLVM has no answer for larger ones.
llvm::Value *FunctionEmitter::shiftCount(Value count) {
  unsigned width = count->getType()->getIntegerBitWidth();
  return builder.CreateAnd(count, llvm::ConstantInt::get(count->getType(), width - 1));
}

llvm::Value *FunctionEmitter::divide(bool isSigned, Value dividend, Value divisor) {
  llvm::Type *type = divisor->getType();
  trapIf(builder.CreateICmpEQ(divisor, llvm::ConstantInt::get(type, 0)), TrapCode::IntegerDivideByZero);
  if (!isSigned)
    return builder.CreateUDiv(dividend, divisor);
  llvm::Constant *lowest = llvm::ConstantInt::get(type, llvm::APInt::getSignedMinValue(type->getIntegerBitWidth()));
  Value overflows = builder.CreateAnd(builder.CreateICmpEQ(dividend, lowest),
                                      builder.CreateICmpEQ(divisor, llvm::Constant::getAllOnesValue(type)));
  trapIf(overflows, TrapCode::IntegerOverflow);
  return builder.CreateSDiv(dividend, divisor);
}

llvm::Value *FunctionEmitter::remainder(bool isSigned, Value dividend, Value divisor) {
  llvm::Type *type = divisor->getType();
  trapIf(builder.CreateICmpEQ(divisor, llvm::ConstantInt::get(type, 0)), TrapCode::IntegerDivideByZero);
  if (!isSigned)
    return builder.CreateURem(dividend, divisor);
  // x % -1 is 0 for every x, also for the lowest, where the CPU's division would overflow.
  Value safe = builder.CreateSelect(builder.CreateICmpEQ(divisor, llvm::Constant::getAllOnesValue(type)),
                                    llvm::ConstantInt::get(type, 1), divisor);
  return builder.CreateSRem(dividend, safe);
}

}  // namespace wasmc

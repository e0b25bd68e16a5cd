// Conversions between number types (specification, 4.3.4).
#include "codegen/FunctionEmitter.h"

#define UNARY(name) llvm::Value *FunctionEmitter::name(const imm::None &, Values<1> v)

namespace wasmc {
namespace {

// The smallest power of two beyond the integer type's largest value.
llvm::APFloat upperLimit(const llvm::fltSemantics &semantics, unsigned width, bool isSigned) {
  llvm::APFloat limit(semantics, 1);
  return llvm::scalbn(limit, static_cast<int>(isSigned ? width - 1 : width), llvm::APFloat::rmNearestTiesToEven);
}

}  // namespace

// Operands at or beyond the limits trap: first the common test for all failures, then, off the path, which one it was.
llvm::Value *FunctionEmitter::truncate(Value operand, llvm::Type *type, bool isSigned) {
  unsigned width = type->getIntegerBitWidth();
  const llvm::fltSemantics &semantics = operand->getType()->getFltSemantics();
  llvm::APFloat upper = upperLimit(semantics, width, isSigned);
  // What truncates to the lowest value lies above lowest - 1. Where the float type has no such number, lowest itself is the limit.
  llvm::APFloat lower = isSigned ? -upper : llvm::APFloat::getZero(semantics, /*Negative=*/true);
  bool exact = lower.subtract(llvm::APFloat(semantics, 1), llvm::APFloat::rmTowardNegative) == llvm::APFloat::opOK;
  llvm::CmpInst::Predicate aboveLower = llvm::CmpInst::FCMP_OGT;
  if (!exact) {
    lower = -upper;
    aboveLower = llvm::CmpInst::FCMP_OGE;
  }
  Value inRange = builder.CreateAnd(builder.CreateFCmp(aboveLower, operand, llvm::ConstantFP::get(operand->getType(), lower)),
                                    builder.CreateFCmpOLT(operand, llvm::ConstantFP::get(operand->getType(), upper)));
  llvm::BasicBlock *invalid = newBlock("invalid"), *valid = newBlock("");
  builder.CreateCondBr(builder.CreateNot(inRange), invalid, valid, context.unlikely);
  enterBlock(invalid);
  trapIf(builder.CreateFCmpUNO(operand, operand), TrapCode::InvalidConversion);
  trap(TrapCode::IntegerOverflow);
  enterBlock(valid);
  return isSigned ? builder.CreateFPToSI(operand, type) : builder.CreateFPToUI(operand, type);
}

UNARY(i32_trunc_f32_s) { return truncate(v[0], context.i32, true); }
UNARY(i32_trunc_f32_u) { return truncate(v[0], context.i32, false); }
UNARY(i32_trunc_f64_s) { return truncate(v[0], context.i32, true); }
UNARY(i32_trunc_f64_u) { return truncate(v[0], context.i32, false); }
UNARY(i64_trunc_f32_s) { return truncate(v[0], context.i64, true); }
UNARY(i64_trunc_f32_u) { return truncate(v[0], context.i64, false); }
UNARY(i64_trunc_f64_s) { return truncate(v[0], context.i64, true); }
UNARY(i64_trunc_f64_u) { return truncate(v[0], context.i64, false); }

#define SATURATE(name, result, signedness) \
  UNARY(name) { return builder.CreateIntrinsic(llvm::Intrinsic::signedness##_sat, {context.result, v[0]->getType()}, {v[0]}); }
SATURATE(i32_trunc_sat_f32_s, i32, fptosi)
SATURATE(i32_trunc_sat_f32_u, i32, fptoui)
SATURATE(i32_trunc_sat_f64_s, i32, fptosi)
SATURATE(i32_trunc_sat_f64_u, i32, fptoui)
SATURATE(i64_trunc_sat_f32_s, i64, fptosi)
SATURATE(i64_trunc_sat_f32_u, i64, fptoui)
SATURATE(i64_trunc_sat_f64_s, i64, fptosi)
SATURATE(i64_trunc_sat_f64_u, i64, fptoui)
#undef SATURATE

UNARY(i32_wrap_i64) { return builder.CreateTrunc(v[0], context.i32); }
UNARY(i64_extend_i32_s) { return builder.CreateSExt(v[0], context.i64); }
UNARY(i64_extend_i32_u) { return builder.CreateZExt(v[0], context.i64); }
UNARY(f32_convert_i32_s) { return builder.CreateSIToFP(v[0], context.f32); }
UNARY(f32_convert_i32_u) { return builder.CreateUIToFP(v[0], context.f32); }
UNARY(f32_convert_i64_s) { return builder.CreateSIToFP(v[0], context.f32); }
UNARY(f32_convert_i64_u) { return builder.CreateUIToFP(v[0], context.f32); }
UNARY(f64_convert_i32_s) { return builder.CreateSIToFP(v[0], context.f64); }
UNARY(f64_convert_i32_u) { return builder.CreateUIToFP(v[0], context.f64); }
UNARY(f64_convert_i64_s) { return builder.CreateSIToFP(v[0], context.f64); }
UNARY(f64_convert_i64_u) { return builder.CreateUIToFP(v[0], context.f64); }
UNARY(f32_demote_f64) { return settleNaNs(builder.CreateFPTrunc(v[0], context.f32)); }
UNARY(f64_promote_f32) { return settleNaNs(builder.CreateFPExt(v[0], context.f64)); }
UNARY(i32_reinterpret_f32) { return builder.CreateBitCast(v[0], context.i32); }
UNARY(i64_reinterpret_f64) { return builder.CreateBitCast(v[0], context.i64); }
UNARY(f32_reinterpret_i32) { return builder.CreateBitCast(v[0], context.f32); }
UNARY(f64_reinterpret_i64) { return builder.CreateBitCast(v[0], context.f64); }
UNARY(i32_extend8_s) { return builder.CreateSExt(builder.CreateTrunc(v[0], context.i8), context.i32); }
UNARY(i32_extend16_s) { return builder.CreateSExt(builder.CreateTrunc(v[0], context.i16), context.i32); }
UNARY(i64_extend8_s) { return builder.CreateSExt(builder.CreateTrunc(v[0], context.i8), context.i64); }
UNARY(i64_extend16_s) { return builder.CreateSExt(builder.CreateTrunc(v[0], context.i16), context.i64); }
UNARY(i64_extend32_s) { return builder.CreateSExt(builder.CreateTrunc(v[0], context.i32), context.i64); }

}  // namespace wasmc

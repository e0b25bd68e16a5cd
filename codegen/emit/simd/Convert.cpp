// Conversions between integer and float lanes (specification, 4.3.4). Where there are fewer results than lanes the upper ones are
// zero, where there are fewer operands the lower lanes are meant.
#include "codegen/emit/simd/Operators.h"
#include "codegen/target/SimdLowering.h"

namespace wasmc {

UNARY(i32x4_trunc_sat_f32x4_s, f32x4, context.target.simd().truncate(builder, a, true))
UNARY(i32x4_trunc_sat_f32x4_u, f32x4, context.target.simd().truncate(builder, a, false))
UNARY(i32x4_trunc_sat_f64x2_s_zero, f64x2, context.target.simd().truncate(builder, a, true))
UNARY(i32x4_trunc_sat_f64x2_u_zero, f64x2, context.target.simd().truncate(builder, a, false))
UNARY(f32x4_convert_i32x4_s, i32x4, builder.CreateSIToFP(a, context.f32x4))
UNARY(f32x4_convert_i32x4_u, i32x4, builder.CreateUIToFP(a, context.f32x4))
UNARY(f64x2_convert_low_i32x4_s, i32x4, builder.CreateSIToFP(builder.CreateShuffleVector(a, {0, 1}), context.f64x2))
UNARY(f64x2_convert_low_i32x4_u, i32x4, builder.CreateUIToFP(builder.CreateShuffleVector(a, {0, 1}), context.f64x2))
UNARY(f64x2_promote_low_f32x4, f32x4, settleNaNs(builder.CreateFPExt(builder.CreateShuffleVector(a, {0, 1}), context.f64x2)))

llvm::Value *FunctionEmitter::f32x4_demote_f64x2_zero(const imm::None &, Values<1> v) {
  Value demoted = builder.CreateFPTrunc(lanes(v[0], context.f64x2), llvm::FixedVectorType::get(context.f32, 2));
  Value zero = llvm::Constant::getNullValue(demoted->getType());
  return vector(builder.CreateShuffleVector(settleNaNs(demoted), zero, {0, 1, 2, 3}));
}

}  // namespace wasmc

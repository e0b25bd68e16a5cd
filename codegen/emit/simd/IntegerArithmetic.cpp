// Lane-wise integer arithmetic (specification, 4.3.2).
#include "codegen/emit/simd/Operators.h"
#include "codegen/target/SimdLowering.h"

namespace wasmc {

INTEGERS(UNARY, neg, builder.CreateNeg(a))
INTEGERS(UNARY, abs, builder.CreateBinaryIntrinsic(llvm::Intrinsic::abs, a, /*int_min_is_poison=*/builder.getFalse()))
INTEGERS(BINARY, add, builder.CreateAdd(a, b))
INTEGERS(BINARY, sub, builder.CreateSub(a, b))
BINARY(i16x8_mul, i16x8, builder.CreateMul(a, b))
BINARY(i32x4_mul, i32x4, builder.CreateMul(a, b))
BINARY(i64x2_mul, i64x2, builder.CreateMul(a, b))
UNARY(i8x16_popcnt, i8x16, builder.CreateUnaryIntrinsic(llvm::Intrinsic::ctpop, a))

#define NARROW_LANES(operation, ...)            \
  BINARY(i8x16_##operation, i8x16, __VA_ARGS__) \
  BINARY(i16x8_##operation, i16x8, __VA_ARGS__)
NARROW_LANES(add_sat_s, builder.CreateBinaryIntrinsic(llvm::Intrinsic::sadd_sat, a, b))
NARROW_LANES(add_sat_u, builder.CreateBinaryIntrinsic(llvm::Intrinsic::uadd_sat, a, b))
NARROW_LANES(sub_sat_s, builder.CreateBinaryIntrinsic(llvm::Intrinsic::ssub_sat, a, b))
NARROW_LANES(sub_sat_u, builder.CreateBinaryIntrinsic(llvm::Intrinsic::usub_sat, a, b))
// (a + b + 1) >> 1 without a carry: both CPUs' rounding average, as LLVM recognises it.
NARROW_LANES(avgr_u, builder.CreateSub(builder.CreateOr(a, b), builder.CreateLShr(builder.CreateXor(a, b), uint64_t{1})))
#undef NARROW_LANES

#define EXTREMUM(operation, intrinsic)                                                              \
  BINARY(i8x16_##operation, i8x16, builder.CreateBinaryIntrinsic(llvm::Intrinsic::intrinsic, a, b)) \
  BINARY(i16x8_##operation, i16x8, builder.CreateBinaryIntrinsic(llvm::Intrinsic::intrinsic, a, b)) \
  BINARY(i32x4_##operation, i32x4, builder.CreateBinaryIntrinsic(llvm::Intrinsic::intrinsic, a, b))
EXTREMUM(min_s, smin)
EXTREMUM(min_u, umin)
EXTREMUM(max_s, smax)
EXTREMUM(max_u, umax)
#undef EXTREMUM

BINARY(i16x8_q15mulr_sat_s, i16x8, context.target.simd().q15Multiply(builder, a, b))

}  // namespace wasmc

// Lane-wise integer arithmetic (specification, 4.3.2).
#include "codegen/emit/simd/Operators.h"
#include "codegen/target/SimdLowering.h"

namespace wasmc {
namespace {

// In lanes twice as wide the sum has no carry: as LLVM recognises both CPUs' instruction.
llvm::Value *roundingAverage(Builder &builder, llvm::Value *a, llvm::Value *b) {
  auto *type = llvm::cast<llvm::VectorType>(a->getType());
  llvm::Type *wide = llvm::VectorType::getExtendedElementVectorType(type);
  llvm::Value *sum = builder.CreateAdd(builder.CreateZExt(a, wide), builder.CreateZExt(b, wide));
  llvm::Value *rounded = builder.CreateAdd(sum, llvm::ConstantInt::get(wide, 1));
  return builder.CreateTrunc(builder.CreateLShr(rounded, uint64_t{1}), type);
}

}  // namespace

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
NARROW_LANES(avgr_u, roundingAverage(builder, a, b))
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

// Operators whose results have lanes of another width than their operands (specification, 4.6: extend, extmul, extadd_pairwise,
// dot, narrow).
#include "codegen/emit/simd/Operators.h"
#include "codegen/target/SimdLowering.h"

#include <numeric>

namespace wasmc {

namespace {

enum class Half { Low, High };

// Half of the lanes, each twice as wide.
llvm::Value *extendHalf(Builder &builder, llvm::Value *lanes, Half half, bool isSigned) {
  auto *type = llvm::cast<llvm::FixedVectorType>(lanes->getType());
  llvm::SmallVector<int, 8> mask(type->getNumElements() / 2);
  std::iota(mask.begin(), mask.end(), half == Half::High ? static_cast<int>(mask.size()) : 0);
  llvm::Value *narrow = builder.CreateShuffleVector(lanes, mask);
  llvm::Type *wide = llvm::VectorType::getExtendedElementVectorType(llvm::cast<llvm::VectorType>(narrow->getType()));
  return isSigned ? builder.CreateSExt(narrow, wide) : builder.CreateZExt(narrow, wide);
}

}  // namespace

#define EXTEND(wide, narrow)                                                               \
  UNARY(wide##_extend_low_##narrow##_s, narrow, extendHalf(builder, a, Half::Low, true))   \
  UNARY(wide##_extend_high_##narrow##_s, narrow, extendHalf(builder, a, Half::High, true)) \
  UNARY(wide##_extend_low_##narrow##_u, narrow, extendHalf(builder, a, Half::Low, false))  \
  UNARY(wide##_extend_high_##narrow##_u, narrow, extendHalf(builder, a, Half::High, false))
EXTEND(i16x8, i8x16)
EXTEND(i32x4, i16x8)
EXTEND(i64x2, i32x4)
#undef EXTEND

#define PRODUCT(half, isSigned) builder.CreateMul(extendHalf(builder, a, half, isSigned), extendHalf(builder, b, half, isSigned))
#define EXTMUL(wide, narrow)                                                 \
  BINARY(wide##_extmul_low_##narrow##_s, narrow, PRODUCT(Half::Low, true))   \
  BINARY(wide##_extmul_high_##narrow##_s, narrow, PRODUCT(Half::High, true)) \
  BINARY(wide##_extmul_low_##narrow##_u, narrow, PRODUCT(Half::Low, false))  \
  BINARY(wide##_extmul_high_##narrow##_u, narrow, PRODUCT(Half::High, false))
EXTMUL(i16x8, i8x16)
EXTMUL(i32x4, i16x8)
EXTMUL(i64x2, i32x4)
#undef EXTMUL
#undef PRODUCT

UNARY(i16x8_extadd_pairwise_i8x16_s, i8x16, context.target.simd().addPairs(builder, a, true))
UNARY(i16x8_extadd_pairwise_i8x16_u, i8x16, context.target.simd().addPairs(builder, a, false))
UNARY(i32x4_extadd_pairwise_i16x8_s, i16x8, context.target.simd().addPairs(builder, a, true))
UNARY(i32x4_extadd_pairwise_i16x8_u, i16x8, context.target.simd().addPairs(builder, a, false))
BINARY(i32x4_dot_i16x8_s, i16x8, context.target.simd().dot(builder, a, b))

BINARY(i8x16_narrow_i16x8_s, i16x8, context.target.simd().narrow(builder, a, b, true))
BINARY(i8x16_narrow_i16x8_u, i16x8, context.target.simd().narrow(builder, a, b, false))
BINARY(i16x8_narrow_i32x4_s, i32x4, context.target.simd().narrow(builder, a, b, true))
BINARY(i16x8_narrow_i32x4_u, i32x4, context.target.simd().narrow(builder, a, b, false))

}  // namespace wasmc

// Lane-wise comparisons: all bits of a lane are set where it holds (specification, 4.6: vector comparisons).
#include "codegen/emit/simd/Operators.h"

namespace wasmc {

// An i1 per lane as a lane of ones or zeros, as wide as the compared lanes.
#define MASK(condition) builder.CreateSExt(condition, llvm::VectorType::getInteger(llvm::cast<llvm::VectorType>(a->getType())))

INTEGERS(BINARY, eq, MASK(builder.CreateICmpEQ(a, b)))
INTEGERS(BINARY, ne, MASK(builder.CreateICmpNE(a, b)))
INTEGERS(BINARY, lt_s, MASK(builder.CreateICmpSLT(a, b)))
INTEGERS(BINARY, gt_s, MASK(builder.CreateICmpSGT(a, b)))
INTEGERS(BINARY, le_s, MASK(builder.CreateICmpSLE(a, b)))
INTEGERS(BINARY, ge_s, MASK(builder.CreateICmpSGE(a, b)))

// There are none for i64x2.
#define UNSIGNED(operation, ...)                \
  BINARY(i8x16_##operation, i8x16, __VA_ARGS__) \
  BINARY(i16x8_##operation, i16x8, __VA_ARGS__) \
  BINARY(i32x4_##operation, i32x4, __VA_ARGS__)
UNSIGNED(lt_u, MASK(builder.CreateICmpULT(a, b)))
UNSIGNED(gt_u, MASK(builder.CreateICmpUGT(a, b)))
UNSIGNED(le_u, MASK(builder.CreateICmpULE(a, b)))
UNSIGNED(ge_u, MASK(builder.CreateICmpUGE(a, b)))
#undef UNSIGNED

FLOATS(BINARY, eq, MASK(builder.CreateFCmpOEQ(a, b)))
FLOATS(BINARY, ne, MASK(builder.CreateFCmpUNE(a, b)))
FLOATS(BINARY, lt, MASK(builder.CreateFCmpOLT(a, b)))
FLOATS(BINARY, gt, MASK(builder.CreateFCmpOGT(a, b)))
FLOATS(BINARY, le, MASK(builder.CreateFCmpOLE(a, b)))
FLOATS(BINARY, ge, MASK(builder.CreateFCmpOGE(a, b)))

}  // namespace wasmc

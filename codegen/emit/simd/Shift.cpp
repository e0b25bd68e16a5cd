// Shifts of all lanes by one count, which is taken modulo the lanes' width (specification, 4.3.2: ishl, ishr).
#include "codegen/emit/simd/Operators.h"

namespace wasmc {

#define SHIFT(name, shape, create)                                                                                                 \
  llvm::Value *FunctionEmitter::name(const imm::None &, Values<2> v) {                                                             \
    unsigned width = context.shape->getScalarSizeInBits();                                                                         \
    Value count = builder.CreateZExtOrTrunc(builder.CreateAnd(v[1], width - 1), context.shape->getElementType());                  \
    return vector(builder.create(lanes(v[0], context.shape), builder.CreateVectorSplat(context.shape->getElementCount(), count))); \
  }
#define SHIFTS(shape)                     \
  SHIFT(shape##_shl, shape, CreateShl)    \
  SHIFT(shape##_shr_s, shape, CreateAShr) \
  SHIFT(shape##_shr_u, shape, CreateLShr)
SHIFTS(i8x16)
SHIFTS(i16x8)
SHIFTS(i32x4)
SHIFTS(i64x2)

}  // namespace wasmc

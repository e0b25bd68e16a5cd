// Operators on all 128 bits, and those that make one number of a vector (specification, 4.6: v128 operators, any_true, all_true,
// bitmask).
#include "codegen/emit/simd/Operators.h"
#include "codegen/target/SimdLowering.h"

namespace wasmc {

UNARY(v128_not, v128, builder.CreateNot(a))
BINARY(v128_and, v128, builder.CreateAnd(a, b))
BINARY(v128_andnot, v128, builder.CreateAnd(a, builder.CreateNot(b)))
BINARY(v128_or, v128, builder.CreateOr(a, b))
BINARY(v128_xor, v128, builder.CreateXor(a, b))
TERNARY(v128_bitselect, v128, builder.CreateOr(builder.CreateAnd(a, c), builder.CreateAnd(b, builder.CreateNot(c))))

llvm::Value *FunctionEmitter::v128_any_true(const imm::None &, Values<1> v) {
  return fromBool(context.target.simd().isAnySet(builder, v[0]));
}

#define TO_NUMBER(name, shape, ...)                                    \
  llvm::Value *FunctionEmitter::name(const imm::None &, Values<1> v) { \
    [[maybe_unused]] unsigned count = context.shape->getNumElements(); \
    Value a = lanes(v[0], context.shape);                              \
    return __VA_ARGS__;                                                \
  }
#define FOR_ALL(operation, ...)                    \
  TO_NUMBER(i8x16_##operation, i8x16, __VA_ARGS__) \
  TO_NUMBER(i16x8_##operation, i16x8, __VA_ARGS__) \
  TO_NUMBER(i32x4_##operation, i32x4, __VA_ARGS__) \
  TO_NUMBER(i64x2_##operation, i64x2, __VA_ARGS__)
FOR_ALL(all_true, fromBool(builder.CreateAndReduce(builder.CreateIsNotNull(a))))
// One bit per lane, its sign, becomes one bit of an integer as wide as there are lanes.
FOR_ALL(bitmask, builder.CreateZExt(builder.CreateBitCast(builder.CreateIsNeg(a), builder.getIntNTy(count)), context.i32))

}  // namespace wasmc

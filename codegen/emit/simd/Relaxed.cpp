// Relaxed SIMD (specification, 4.3.3: relaxed operations): the outcome that suits the CPU, one of those that the specification
// lists; with --deterministic the one that its deterministic profile prescribes.
#include "codegen/emit/simd/Operators.h"
#include "codegen/target/SimdLowering.h"

namespace wasmc {

#define SIMD context.target.simd()

// `quicker`, which may be null, unless results have to be the same on every CPU.
#define RELAXED(quicker, prescribed)                                         \
  [&] {                                                                      \
    Value result = context.options.deterministic ? nullptr : Value(quicker); \
    return result ? result : prescribed;                                     \
  }()

BINARY(i8x16_relaxed_swizzle, i8x16, RELAXED(SIMD.relaxedSwizzle(builder, a, b), SIMD.swizzle(builder, a, b)))

#define TRUNCATE(name, shape, isSigned) \
  UNARY(name, shape, RELAXED(SIMD.relaxedTruncate(builder, a, isSigned), SIMD.truncate(builder, a, isSigned)))
TRUNCATE(i32x4_relaxed_trunc_f32x4_s, f32x4, true)
TRUNCATE(i32x4_relaxed_trunc_f32x4_u, f32x4, false)
TRUNCATE(i32x4_relaxed_trunc_f64x2_s_zero, f64x2, true)
TRUNCATE(i32x4_relaxed_trunc_f64x2_u_zero, f64x2, false)
#undef TRUNCATE

// Prescribed: product and sum are rounded one after the other.
llvm::Value *FunctionEmitter::multiplyAdd(Value a, Value b, Value c) {
  if (context.simdFeatures.fma && !context.options.deterministic)
    return callIntrinsic(llvm::Intrinsic::fma, {a, b, c});
  return settleNaNs(builder.CreateFAdd(settleNaNs(builder.CreateFMul(a, b)), c));
}
FLOATS(TERNARY, relaxed_madd, multiplyAdd(a, b, c))
FLOATS(TERNARY, relaxed_nmadd, multiplyAdd(builder.CreateFNeg(a), b, c))

INTEGERS(TERNARY, relaxed_laneselect, RELAXED(SIMD.relaxedSelect(builder, a, b, c), v128_bitselect({}, v)))

FLOATS(BINARY, relaxed_min, RELAXED(SIMD.relaxedMinimum(builder, a, b), settleNaNs(extremum(llvm::Intrinsic::minimum, a, b))))
FLOATS(BINARY, relaxed_max, RELAXED(SIMD.relaxedMaximum(builder, a, b), settleNaNs(extremum(llvm::Intrinsic::maximum, a, b))))

BINARY(i16x8_relaxed_q15mulr_s, i16x8, RELAXED(SIMD.relaxedQ15Multiply(builder, a, b), SIMD.q15Multiply(builder, a, b)))

BINARY(i16x8_relaxed_dot_i8x16_i7x16_s, i8x16, RELAXED(SIMD.relaxedByteDot(builder, a, b), SIMD.byteDot(builder, a, b)))

// The sum of the products by two, as above, then by four.
llvm::Value *FunctionEmitter::i32x4_relaxed_dot_i8x16_i7x16_add_s(const imm::None &, Values<3> v) {
  Value a = lanes(v[0], context.i8x16), b = lanes(v[1], context.i8x16), sum = lanes(v[2], context.i32x4);
  Value whole = context.options.deterministic ? nullptr : SIMD.relaxedDotAdd(builder, a, b, sum, context.simdFeatures);
  if (whole)
    return vector(whole);
  Value pairs = RELAXED(SIMD.relaxedByteDot(builder, a, b), SIMD.byteDot(builder, a, b));
  return vector(builder.CreateAdd(SIMD.addPairs(builder, pairs, true), sum));
}

}  // namespace wasmc

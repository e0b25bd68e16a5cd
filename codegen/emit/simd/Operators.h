// The heads of definitions of SIMD operators (specification, 4.6: vector instructions). Within the body a, b and c are the operands
// as vectors of the lane type `shape`, a member of Context; the body is an expression, whose lanes become the v128 result.
#pragma once

#include "codegen/FunctionEmitter.h"

#define UNARY(name, shape, ...)                                        \
  llvm::Value *FunctionEmitter::name(const imm::None &, Values<1> v) { \
    Value a = lanes(v[0], context.shape);                              \
    return vector(__VA_ARGS__);                                        \
  }
#define BINARY(name, shape, ...)                                          \
  llvm::Value *FunctionEmitter::name(const imm::None &, Values<2> v) {    \
    Value a = lanes(v[0], context.shape), b = lanes(v[1], context.shape); \
    return vector(__VA_ARGS__);                                           \
  }
#define TERNARY(name, shape, ...)                                                                         \
  llvm::Value *FunctionEmitter::name(const imm::None &, Values<3> v) {                                    \
    Value a = lanes(v[0], context.shape), b = lanes(v[1], context.shape), c = lanes(v[2], context.shape); \
    return vector(__VA_ARGS__);                                                                           \
  }
// The same operator for several lane types: `kind` is one of the above.
#define INTEGERS(kind, operation, ...)                                                    \
  kind(i8x16_##operation, i8x16, __VA_ARGS__) kind(i16x8_##operation, i16x8, __VA_ARGS__) \
      kind(i32x4_##operation, i32x4, __VA_ARGS__) kind(i64x2_##operation, i64x2, __VA_ARGS__)
#define FLOATS(kind, operation, ...) kind(f32x4_##operation, f32x4, __VA_ARGS__) kind(f64x2_##operation, f64x2, __VA_ARGS__)

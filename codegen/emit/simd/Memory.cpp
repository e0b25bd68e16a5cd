// Loads and stores of vectors and of their lanes (specification, 4.6: memory instructions). Each access is as wide as what Wasm
// reads or writes: one byte more could lie behind the memory's end.
#include "codegen/emit/simd/Operators.h"

namespace wasmc {

#define LOAD(name, bytes) llvm::Value *FunctionEmitter::name(const imm::MemArg<bytes> &imm, Values<1> v)
LOAD(v128_load, 16) { return load(imm, v[0], context.v128); }
void FunctionEmitter::v128_store(const imm::MemArg<16> &imm, Values<2> v) { store(imm, v[0], v[1]); }

#define LOAD_EXTEND(name, shape)                                                                                                  \
  LOAD(name##_s, 8) {                                                                                                             \
    return vector(loadExtended(imm, v[0], llvm::VectorType::getTruncatedElementVectorType(context.shape), context.shape, true));  \
  }                                                                                                                               \
  LOAD(name##_u, 8) {                                                                                                             \
    return vector(loadExtended(imm, v[0], llvm::VectorType::getTruncatedElementVectorType(context.shape), context.shape, false)); \
  }
LOAD_EXTEND(v128_load8x8, i16x8)
LOAD_EXTEND(v128_load16x4, i32x4)
LOAD_EXTEND(v128_load32x2, i64x2)
#undef LOAD_EXTEND

LOAD(v128_load8_splat, 1) { return vector(builder.CreateVectorSplat(16, load(imm, v[0], context.i8))); }
LOAD(v128_load16_splat, 2) { return vector(builder.CreateVectorSplat(8, load(imm, v[0], context.i16))); }
LOAD(v128_load32_splat, 4) { return vector(builder.CreateVectorSplat(4, load(imm, v[0], context.i32))); }
LOAD(v128_load64_splat, 8) { return vector(builder.CreateVectorSplat(2, load(imm, v[0], context.i64))); }

#define LOAD_ZERO(name, bytes, shape, lane)                                                                                    \
  LOAD(name, bytes) {                                                                                                          \
    return vector(                                                                                                             \
        builder.CreateInsertElement(llvm::Constant::getNullValue(context.shape), load(imm, v[0], context.lane), uint64_t{0})); \
  }
LOAD_ZERO(v128_load32_zero, 4, i32x4, i32)
LOAD_ZERO(v128_load64_zero, 8, i64x2, i64)
#undef LOAD_ZERO

#define LANE_ACCESSES(width, bytes, shape)                                                                \
  llvm::Value *FunctionEmitter::v128_load##width##_lane(const imm::MemArgLane<bytes> &imm, Values<2> v) { \
    Value loaded = load(imm, v[0], context.shape->getElementType());                                      \
    return vector(builder.CreateInsertElement(lanes(v[1], context.shape), loaded, uint64_t{imm.lane}));   \
  }                                                                                                       \
  void FunctionEmitter::v128_store##width##_lane(const imm::MemArgLane<bytes> &imm, Values<2> v) {        \
    store(imm, v[0], builder.CreateExtractElement(lanes(v[1], context.shape), uint64_t{imm.lane}));       \
  }
LANE_ACCESSES(8, 1, i8x16)
LANE_ACCESSES(16, 2, i16x8)
LANE_ACCESSES(32, 4, i32x4)
LANE_ACCESSES(64, 8, i64x2)

}  // namespace wasmc

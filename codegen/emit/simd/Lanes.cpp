// Vectors made of and taken apart into lanes; lanes in another order (specification, 4.6: splat, extract_lane, replace_lane,
// shuffle, swizzle).
#include "codegen/emit/simd/Operators.h"
#include "codegen/target/SimdLowering.h"

#include <llvm/Analysis/ConstantFolding.h>

namespace wasmc {

llvm::Value *FunctionEmitter::lanes(Value vector, llvm::FixedVectorType *type) {
  if (auto *cast = llvm::dyn_cast<llvm::BitCastInst>(vector); cast && cast->getSrcTy() == type)
    return cast->getOperand(0);
  if (auto *constant = llvm::dyn_cast<llvm::Constant>(vector))  // as numbers of the lanes' type, for QuietNaNs to see
    return llvm::ConstantFoldCastOperand(llvm::Instruction::BitCast, constant, type, context.ir.getDataLayout());
  return builder.CreateBitCast(vector, type);
}

llvm::Value *FunctionEmitter::v128_const(const imm::V128Const &imm, Values<0>) {
  return llvm::ConstantDataVector::get(context.ir.getContext(), imm.bytes);
}

#define SPLAT(shape, lane)                                                            \
  llvm::Value *FunctionEmitter::shape##_splat(const imm::None &, Values<1> v) {       \
    return vector(builder.CreateVectorSplat(context.shape->getElementCount(), lane)); \
  }
SPLAT(i8x16, builder.CreateTrunc(v[0], context.i8))
SPLAT(i16x8, builder.CreateTrunc(v[0], context.i16))
SPLAT(i32x4, v[0])
SPLAT(i64x2, v[0])
SPLAT(f32x4, v[0])
SPLAT(f64x2, v[0])
#undef SPLAT

#define EXTRACT(name, shape, count, ...)                                                       \
  llvm::Value *FunctionEmitter::name(const imm::LaneIndex<count> &imm, Values<1> v) {          \
    Value lane = builder.CreateExtractElement(lanes(v[0], context.shape), uint64_t{imm.lane}); \
    return __VA_ARGS__;                                                                        \
  }
EXTRACT(i8x16_extract_lane_s, i8x16, 16, builder.CreateSExt(lane, context.i32))
EXTRACT(i8x16_extract_lane_u, i8x16, 16, builder.CreateZExt(lane, context.i32))
EXTRACT(i16x8_extract_lane_s, i16x8, 8, builder.CreateSExt(lane, context.i32))
EXTRACT(i16x8_extract_lane_u, i16x8, 8, builder.CreateZExt(lane, context.i32))
EXTRACT(i32x4_extract_lane, i32x4, 4, lane)
EXTRACT(i64x2_extract_lane, i64x2, 2, lane)
EXTRACT(f32x4_extract_lane, f32x4, 4, lane)
EXTRACT(f64x2_extract_lane, f64x2, 2, lane)
#undef EXTRACT

#define REPLACE(shape, count, ...)                                                                           \
  llvm::Value *FunctionEmitter::shape##_replace_lane(const imm::LaneIndex<count> &imm, Values<2> v) {        \
    return vector(builder.CreateInsertElement(lanes(v[0], context.shape), __VA_ARGS__, uint64_t{imm.lane})); \
  }
REPLACE(i8x16, 16, builder.CreateTrunc(v[1], context.i8))
REPLACE(i16x8, 8, builder.CreateTrunc(v[1], context.i16))
REPLACE(i32x4, 4, v[1])
REPLACE(i64x2, 2, v[1])
REPLACE(f32x4, 4, v[1])
REPLACE(f64x2, 2, v[1])
#undef REPLACE

llvm::Value *FunctionEmitter::i8x16_shuffle(const imm::Shuffle &imm, Values<2> v) {
  llvm::SmallVector<int, 16> mask(imm.lanes.begin(), imm.lanes.end());
  return vector(builder.CreateShuffleVector(lanes(v[0], context.i8x16), lanes(v[1], context.i8x16), mask));
}

BINARY(i8x16_swizzle, i8x16, context.target.simd().swizzle(builder, a, b))

}  // namespace wasmc

// AArch64: NEON of ARMv8.0-A, and the dot product where the CPU has it.
#include "codegen/target/SimdLowering.h"

#include <llvm/IR/IntrinsicsAArch64.h>

namespace wasmc {
namespace {

using Builder = llvm::IRBuilder<>;
using Value = llvm::Value *;
namespace Intrinsic = llvm::Intrinsic;

llvm::VectorType *vectorOf(Value lanes) { return llvm::cast<llvm::VectorType>(lanes->getType()); }

// Half as many lanes, twice as wide.
llvm::VectorType *widened(Value lanes) {
  return llvm::VectorType::getHalfElementsVectorType(llvm::VectorType::getExtendedElementVectorType(vectorOf(lanes)));
}

Value concatenate(Builder &b, Value low, Value high) {
  llvm::SmallVector<int, 16> all(2 * llvm::cast<llvm::FixedVectorType>(low->getType())->getNumElements());
  for (size_t i = 0; i < all.size(); ++i)
    all[i] = static_cast<int>(i);
  return b.CreateShuffleVector(low, high, all);
}

// Signed products of the lower or upper half of the lanes: smull, smull2.
Value products(Builder &b, Value x, Value y, bool upper) {
  unsigned half = llvm::cast<llvm::FixedVectorType>(x->getType())->getNumElements() / 2;
  llvm::SmallVector<int, 8> lanes;
  for (unsigned i = 0; i < half; ++i)
    lanes.push_back(static_cast<int>(upper ? half + i : i));
  llvm::VectorType *wide = widened(x);
  return b.CreateMul(b.CreateSExt(b.CreateShuffleVector(x, lanes), wide), b.CreateSExt(b.CreateShuffleVector(y, lanes), wide));
}

class SimdAArch64 final : public SimdLowering {
public:
  Value isAnySet(Builder &b, Value bytes) const override {  // umaxv
    return b.CreateIsNotNull(b.CreateIntMaxReduce(b.CreateBitCast(bytes, llvm::FixedVectorType::get(b.getInt32Ty(), 4))));
  }

  Value swizzle(Builder &b, Value bytes, Value indices) const override {
    return b.CreateIntrinsic(Intrinsic::aarch64_neon_tbl1, {bytes->getType()}, {bytes, indices});
  }

  Value narrow(Builder &b, Value low, Value high, bool toSigned) const override {
    llvm::Type *half = llvm::VectorType::getTruncatedElementVectorType(vectorOf(low));
    llvm::Intrinsic::ID id = toSigned ? Intrinsic::aarch64_neon_sqxtn : Intrinsic::aarch64_neon_sqxtun;
    return concatenate(b, b.CreateIntrinsic(id, {half}, {low}), b.CreateIntrinsic(id, {half}, {high}));
  }

  Value addPairs(Builder &b, Value lanes, bool isSigned) const override {
    llvm::Intrinsic::ID id = isSigned ? Intrinsic::aarch64_neon_saddlp : Intrinsic::aarch64_neon_uaddlp;
    return b.CreateIntrinsic(id, {widened(lanes), lanes->getType()}, {lanes});
  }

  Value dot(Builder &b, Value x, Value y) const override {
    Value low = products(b, x, y, false), high = products(b, x, y, true);
    return b.CreateIntrinsic(Intrinsic::aarch64_neon_addp, {low->getType()}, {low, high});
  }

  Value q15Multiply(Builder &b, Value x, Value y) const override {
    return b.CreateIntrinsic(Intrinsic::aarch64_neon_sqrdmulh, {x->getType()}, {x, y});
  }

  // Doubles become 64-bit integers first; narrowing those saturates.
  Value truncate(Builder &b, Value lanes, bool isSigned) const override {
    llvm::Type *integers = llvm::VectorType::getInteger(vectorOf(lanes));
    llvm::Intrinsic::ID toInteger = isSigned ? Intrinsic::fptosi_sat : Intrinsic::fptoui_sat;
    Value converted = b.CreateIntrinsic(toInteger, {integers, lanes->getType()}, {lanes});
    if (lanes->getType()->getScalarType()->isFloatTy())
      return converted;
    llvm::Type *half = llvm::VectorType::getTruncatedElementVectorType(vectorOf(converted));
    llvm::Intrinsic::ID toHalf = isSigned ? Intrinsic::aarch64_neon_sqxtn : Intrinsic::aarch64_neon_uqxtn;
    return concatenate(b, b.CreateIntrinsic(toHalf, {half}, {converted}), llvm::Constant::getNullValue(half));
  }

  // Products of signed bytes fit into 16 bits.
  Value byteDot(Builder &b, Value x, Value y) const override {
    Value low = products(b, x, y, false), high = products(b, x, y, true);
    Value even = b.CreateShuffleVector(low, high, {0, 2, 4, 6, 8, 10, 12, 14});
    Value odd = b.CreateShuffleVector(low, high, {1, 3, 5, 7, 9, 11, 13, 15});
    return b.CreateBinaryIntrinsic(Intrinsic::sadd_sat, even, odd);
  }

  // sdot doesn't saturate in between.
  Value relaxedDotAdd(Builder &b, Value x, Value y, Value sum, const SimdFeatures &features) const override {
    if (!features.dotProduct)
      return nullptr;
    return b.CreateIntrinsic(Intrinsic::aarch64_neon_sdot, {sum->getType(), x->getType()}, {sum, x, y});
  }
};

}  // namespace

const SimdLowering &aarch64Simd() {
  static const SimdAArch64 lowering;
  return lowering;
}

}  // namespace wasmc

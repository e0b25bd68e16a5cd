// x86-64: SSE4.2, and what LLVM makes of the same IR on later CPUs.
#include "codegen/target/SimdLowering.h"

#include <llvm/IR/IntrinsicsX86.h>

namespace wasmc {
namespace {

using Builder = llvm::IRBuilder<>;
using Value = llvm::Value *;
namespace Intrinsic = llvm::Intrinsic;

llvm::FixedVectorType *lanesOf(llvm::Type *element) {
  return llvm::FixedVectorType::get(element, 128 / element->getPrimitiveSizeInBits());
}

// A constant in every lane.
llvm::Constant *integers(Builder &b, unsigned width, uint64_t value) {
  return llvm::ConstantInt::get(lanesOf(b.getIntNTy(width)), value);
}

// a < b ? a : b and a > b ? a : b are minps and maxps: their second operand where a NaN is among them or both are zeros.
Value smaller(Builder &b, Value x, Value y) { return b.CreateSelect(b.CreateFCmpOLT(x, y), x, y); }
Value larger(Builder &b, Value x, Value y) { return b.CreateSelect(b.CreateFCmpOGT(x, y), x, y); }

// All ones in lanes where the condition holds.
Value mask(Builder &b, Value condition, unsigned width) { return b.CreateSExt(condition, lanesOf(b.getIntNTy(width))); }

// A float where the condition holds, else 0.
Value keepIf(Builder &b, Value condition, Value lanes) {
  unsigned width = lanes->getType()->getScalarSizeInBits();
  Value bits = b.CreateAnd(b.CreateBitCast(lanes, lanesOf(b.getIntNTy(width))), mask(b, condition, width));
  return b.CreateBitCast(bits, lanes->getType());
}

// cvttps2dq and cvttpd2dq answer 0x80000000 to what does not fit.
Value convert(Builder &b, Value lanes) {
  bool isDouble = lanes->getType()->getScalarType()->isDoubleTy();
  return b.CreateIntrinsic(isDouble ? Intrinsic::x86_sse2_cvttpd2dq : Intrinsic::x86_sse2_cvttps2dq, {lanes});
}

Value truncateFloatSigned(Builder &b, Value x) {
  Value number = keepIf(b, b.CreateFCmpORD(x, x), x);
  Value tooLarge = b.CreateFCmpOGE(x, llvm::ConstantFP::get(x->getType(), 0x1p31));
  return b.CreateXor(convert(b, number), mask(b, tooLarge, 32));  // 0x80000000 to 0x7fffffff
}

// Numbers from 2^31 on convert as their distance from it, whose sign bit is then put back by the first conversion's answer.
Value truncateFloatUnsigned(Builder &b, Value x) {
  Value number = larger(b, x, llvm::Constant::getNullValue(x->getType()));
  Value low = convert(b, number);
  Value high = convert(b, b.CreateFSub(number, llvm::ConstantFP::get(x->getType(), 0x1p31)));
  Value result = b.CreateOr(low, b.CreateAnd(high, b.CreateAShr(low, uint64_t{31})));
  Value tooLarge = b.CreateFCmpOGE(number, llvm::ConstantFP::get(x->getType(), 0x1p32));
  return b.CreateOr(result, mask(b, tooLarge, 32));
}

// Too small a number gives 0x80000000 by itself. A NaN is not smaller than the limit, which is 0 for it.
Value truncateDoubleSigned(Builder &b, Value x) {
  Value limit = keepIf(b, b.CreateFCmpORD(x, x), llvm::ConstantFP::get(x->getType(), 0x7fffffff));
  return convert(b, smaller(b, x, limit));
}

// Behind 2^52 the integer stands in the low bits of the significand.
Value truncateDoubleUnsigned(Builder &b, Value x) {
  Value number = larger(b, x, llvm::Constant::getNullValue(x->getType()));
  Value limited = smaller(b, number, llvm::ConstantFP::get(x->getType(), 0xffffffff));
  Value integral = b.CreateUnaryIntrinsic(Intrinsic::trunc, limited);
  Value words = b.CreateBitCast(b.CreateFAdd(integral, llvm::ConstantFP::get(x->getType(), 0x1p52)), lanesOf(b.getInt32Ty()));
  return b.CreateShuffleVector(words, llvm::Constant::getNullValue(words->getType()), {0, 2, 4, 5});
}

class SimdX86_64 final : public SimdLowering {
public:
  Value isAnySet(Builder &b, Value bytes) const override {  // ptest
    return b.CreateIsNotNull(b.CreateBitCast(bytes, b.getInt128Ty()));
  }

  // pshufb takes an index's lowest four bits and gives 0 where its highest is set: the sum is set so above 15.
  Value swizzle(Builder &b, Value bytes, Value indices) const override {
    return relaxedSwizzle(b, bytes, b.CreateBinaryIntrinsic(Intrinsic::uadd_sat, indices, integers(b, 8, 0x70)));
  }

  Value narrow(Builder &b, Value low, Value high, bool toSigned) const override {
    bool toBytes = low->getType()->getScalarSizeInBits() == 16;
    llvm::Intrinsic::ID toSignedId = toBytes ? Intrinsic::x86_sse2_packsswb_128 : Intrinsic::x86_sse2_packssdw_128;
    llvm::Intrinsic::ID toUnsignedId = toBytes ? Intrinsic::x86_sse2_packuswb_128 : Intrinsic::x86_sse41_packusdw;
    return b.CreateIntrinsic(toSigned ? toSignedId : toUnsignedId, {low, high});
  }

  // pmaddubsw and pmaddwd with ones; the former takes unsigned bytes first, signed ones second.
  Value addPairs(Builder &b, Value lanes, bool isSigned) const override {
    if (lanes->getType()->getScalarSizeInBits() == 8) {
      Value ones = integers(b, 8, 1);
      return b.CreateIntrinsic(Intrinsic::x86_ssse3_pmadd_ub_sw_128, {isSigned ? ones : lanes, isSigned ? lanes : ones});
    }
    if (isSigned)
      return dot(b, lanes, integers(b, 16, 1));
    Value words = b.CreateBitCast(lanes, lanesOf(b.getInt32Ty()));
    return b.CreateAdd(b.CreateAnd(words, integers(b, 32, 0xffff)), b.CreateLShr(words, uint64_t{16}));
  }

  Value dot(Builder &b, Value x, Value y) const override { return b.CreateIntrinsic(Intrinsic::x86_sse2_pmadd_wd, {x, y}); }

  // pmulhrsw is right but for -2^15 * -2^15, the only operands for which it gives -2^15.
  Value q15Multiply(Builder &b, Value x, Value y) const override {
    Value product = relaxedQ15Multiply(b, x, y);
    return b.CreateXor(product, mask(b, b.CreateICmpEQ(product, integers(b, 16, 0x8000)), 16));
  }

  Value truncate(Builder &b, Value lanes, bool isSigned) const override {
    if (lanes->getType()->getScalarType()->isDoubleTy())
      return isSigned ? truncateDoubleSigned(b, lanes) : truncateDoubleUnsigned(b, lanes);
    return isSigned ? truncateFloatSigned(b, lanes) : truncateFloatUnsigned(b, lanes);
  }

  // Products of signed bytes fit into 16 bits.
  Value byteDot(Builder &b, Value x, Value y) const override {
    auto even = [&](Value bytes) {
      Value words = b.CreateBitCast(bytes, lanesOf(b.getInt16Ty()));
      return b.CreateAShr(b.CreateShl(words, uint64_t{8}), uint64_t{8});
    };
    auto odd = [&](Value bytes) { return b.CreateAShr(b.CreateBitCast(bytes, lanesOf(b.getInt16Ty())), uint64_t{8}); };
    return b.CreateBinaryIntrinsic(Intrinsic::sadd_sat, b.CreateMul(even(x), even(y)), b.CreateMul(odd(x), odd(y)));
  }

  Value relaxedSwizzle(Builder &b, Value bytes, Value indices) const override {
    return b.CreateIntrinsic(Intrinsic::x86_ssse3_pshuf_b_128, {bytes, indices});
  }

  // The signed conversions' own answer to what does not fit. For unsigned ones there is nothing quicker.
  Value relaxedTruncate(Builder &b, Value lanes, bool isSigned) const override { return isSigned ? convert(b, lanes) : nullptr; }

  Value relaxedMinimum(Builder &b, Value x, Value y) const override { return smaller(b, x, y); }
  Value relaxedMaximum(Builder &b, Value x, Value y) const override { return larger(b, x, y); }

  // A lane's sign decides: pblendvb, blendvps, blendvpd.
  Value relaxedSelect(Builder &b, Value x, Value y, Value mask) const override { return b.CreateSelect(b.CreateIsNeg(mask), x, y); }

  Value relaxedQ15Multiply(Builder &b, Value x, Value y) const override {
    return b.CreateIntrinsic(Intrinsic::x86_ssse3_pmul_hr_sw_128, {x, y});
  }

  // The second operand's bytes are taken as unsigned.
  Value relaxedByteDot(Builder &b, Value x, Value y) const override {
    return b.CreateIntrinsic(Intrinsic::x86_ssse3_pmadd_ub_sw_128, {y, x});
  }
};

}  // namespace

const SimdLowering &x86_64Simd() {
  static const SimdX86_64 lowering;
  return lowering;
}

}  // namespace wasmc

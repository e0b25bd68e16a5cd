// Vector operators that generic LLVM IR does not bring to the CPU's own instructions. One implementation per CPU beside this
// header: SimdX86_64.cpp, SimdAArch64.cpp.
//
// Operands and results are vectors of lanes, 128 bits wide; their types tell the operator's variants apart.
#pragma once

#include <llvm/IR/IRBuilder.h>

namespace wasmc {

// What the chosen CPU has beyond the target's baseline, as far as it matters here.
struct SimdFeatures {
  bool fma = false;         // fused multiply-add
  bool dotProduct = false;  // of signed bytes, four at a time
};

class SimdLowering {
public:
  using Builder = llvm::IRBuilder<>;
  using Value = llvm::Value *;
  virtual ~SimdLowering() = default;

  // An i1: whether any bit is set.
  virtual Value isAnySet(Builder &builder, Value bytes) const = 0;
  // i8x16: the bytes at the indices; 0 where an index is above 15.
  virtual Value swizzle(Builder &builder, Value bytes, Value indices) const = 0;
  // The lanes of both at half the width, saturated as signed or unsigned numbers; operands are signed.
  virtual Value narrow(Builder &builder, Value low, Value high, bool toSigned) const = 0;
  // Sums of neighbours, in lanes twice as wide.
  virtual Value addPairs(Builder &builder, Value lanes, bool isSigned) const = 0;
  // i16x8: sums of neighbouring signed products, as i32x4.
  virtual Value dot(Builder &builder, Value a, Value b) const = 0;
  // i16x8: (a * b + 2^14) >> 15, saturated.
  virtual Value q15Multiply(Builder &builder, Value a, Value b) const = 0;
  // f32x4 or f64x2 towards zero to i32x4, saturated, a NaN to 0. Two lanes fill the lower half, the upper one is zero.
  virtual Value truncate(Builder &builder, Value lanes, bool isSigned) const = 0;
  // i8x16: sums of neighbouring signed products as i16x8, saturated.
  virtual Value byteDot(Builder &builder, Value a, Value b) const = 0;

  // Relaxed operators (specification, 4.3.3: relaxed operations): null where the CPU has nothing quicker than the outcome that
  // the deterministic profile prescribes. Each stands for one of the outcomes that the specification lists, the same one always.
  virtual Value relaxedSwizzle(Builder &, Value, Value) const { return nullptr; }
  virtual Value relaxedTruncate(Builder &, Value, bool) const { return nullptr; }
  virtual Value relaxedMinimum(Builder &, Value, Value) const { return nullptr; }
  virtual Value relaxedMaximum(Builder &, Value, Value) const { return nullptr; }
  // Lanes of a where the mask's are set, else of b.
  virtual Value relaxedSelect(Builder &, Value, Value, Value) const { return nullptr; }
  virtual Value relaxedQ15Multiply(Builder &, Value, Value) const { return nullptr; }
  virtual Value relaxedByteDot(Builder &, Value, Value) const { return nullptr; }
  // i8x16 products, summed by four and added to an i32x4.
  virtual Value relaxedDotAdd(Builder &, Value, Value, Value, const SimdFeatures &) const { return nullptr; }
};

// The implementations.
const SimdLowering &x86_64Simd();
const SimdLowering &aarch64Simd();

}  // namespace wasmc

// Lane-wise float arithmetic (specification, 4.3.3): the scalar operators on vectors (../Float.cpp), without fast-math flags.
#include "codegen/emit/simd/Operators.h"

namespace wasmc {

FLOATS(UNARY, abs, callIntrinsic(llvm::Intrinsic::fabs, {a}))
FLOATS(UNARY, neg, builder.CreateFNeg(a))
FLOATS(UNARY, sqrt, settleNaNs(callIntrinsic(llvm::Intrinsic::sqrt, {a})))
FLOATS(UNARY, ceil, settleNaNs(callIntrinsic(llvm::Intrinsic::ceil, {a})))
FLOATS(UNARY, floor, settleNaNs(callIntrinsic(llvm::Intrinsic::floor, {a})))
FLOATS(UNARY, trunc, settleNaNs(callIntrinsic(llvm::Intrinsic::trunc, {a})))
FLOATS(UNARY, nearest, settleNaNs(callIntrinsic(llvm::Intrinsic::roundeven, {a})))
FLOATS(BINARY, add, settleNaNs(builder.CreateFAdd(a, b)))
FLOATS(BINARY, sub, settleNaNs(builder.CreateFSub(a, b)))
FLOATS(BINARY, mul, settleNaNs(builder.CreateFMul(a, b)))
FLOATS(BINARY, div, settleNaNs(builder.CreateFDiv(a, b)))
FLOATS(BINARY, min, settleNaNs(extremum(llvm::Intrinsic::minimum, a, b)))
FLOATS(BINARY, max, settleNaNs(extremum(llvm::Intrinsic::maximum, a, b)))
// "Pseudo"-minimum and -maximum choose one operand, bit for bit: x86-64's minps with its operands swapped.
FLOATS(BINARY, pmin, builder.CreateSelect(builder.CreateFCmpOLT(b, a), b, a))
FLOATS(BINARY, pmax, builder.CreateSelect(builder.CreateFCmpOLT(a, b), b, a))

}  // namespace wasmc

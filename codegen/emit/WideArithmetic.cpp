// Integers of 128 bits as pairs of i64, the lower half first (wide arithmetic proposal).
//
// LLVM's i128 is what both CPUs have instructions for: addition with carry, and multiplication to the full width.
#include "codegen/FunctionEmitter.h"

namespace wasmc {
namespace {

llvm::Value *join(Builder &builder, llvm::Value *low, llvm::Value *high) {
  llvm::Type *wide = builder.getInt128Ty();
  return builder.CreateOr(builder.CreateShl(builder.CreateZExt(high, wide), 64), builder.CreateZExt(low, wide));
}

std::array<llvm::Value *, 2> split(Builder &builder, llvm::Value *wide) {
  llvm::Type *half = builder.getInt64Ty();
  return {builder.CreateTrunc(wide, half), builder.CreateTrunc(builder.CreateLShr(wide, 64), half)};
}

}  // namespace

#define WIDE(name, arity) std::array<llvm::Value *, 2> FunctionEmitter::name(const imm::None &, Values<arity> v)
WIDE(i64_add128, 4) { return split(builder, builder.CreateAdd(join(builder, v[0], v[1]), join(builder, v[2], v[3]))); }
WIDE(i64_sub128, 4) { return split(builder, builder.CreateSub(join(builder, v[0], v[1]), join(builder, v[2], v[3]))); }
WIDE(i64_mul_wide_s, 2) {
  llvm::Type *wide = builder.getInt128Ty();
  return split(builder, builder.CreateMul(builder.CreateSExt(v[0], wide), builder.CreateSExt(v[1], wide)));
}
WIDE(i64_mul_wide_u, 2) {
  llvm::Type *wide = builder.getInt128Ty();
  return split(builder, builder.CreateMul(builder.CreateZExt(v[0], wide), builder.CreateZExt(v[1], wide)));
}
#undef WIDE

}  // namespace wasmc

// Conversions of floats to integers that saturate, as Wasm's trunc_sat operators do, where the operand has been clamped already:
// what `x > 255 ? 255 : (uint8_t)x` of a C program becomes. x86-64 has instructions for signed conversions only, which answer
// operands out of range with one value for all, and needs several more, in vectors a dozen, for each saturating one.
//
// Where the operand x is at most an upper bound that the signed integer type has, or a NaN,
// - unsigned: fptoui.sat(x) = fptosi(x > 0 ? x : 0). For x > 0 both truncate and nothing overflows; for x <= 0 both are 0, since
//   nothing above -1 has another truncation and the rest saturates; a NaN compares false, and the result is 0 as it has to be.
//   Where x is known not to be negative, only NaNs are left to replace.
// - signed, and x has a lower bound of that kind, too: fptosi.sat(x) = fptosi(x is a NaN ? 0 : x), which never saturates.
// Bounds come from comparisons with constants that choose the operand (selects), which hold for every value but a NaN. If the type
// of 32 bits has the bounds, that of 64 is not needed: the result is extended.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class BoundedConversions : public llvm::PassInfoMixin<BoundedConversions> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

}  // namespace wasmc

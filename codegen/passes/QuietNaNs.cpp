#include "codegen/passes/QuietNaNs.h"

#include <cmath>
#include <llvm/ADT/STLExtras.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/PatternMatch.h>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;

// The operand that the instruction returns as it is unless it is a signalling NaN, or null.
llvm::Value *unchangedOperand(llvm::Instruction &instruction) {
  llvm::Value *x = nullptr;
  if (match(&instruction, m_c_FMul(m_Value(x), m_FPOne())) || match(&instruction, m_FDiv(m_Value(x), m_FPOne())) ||
      match(&instruction, m_FSub(m_Value(x), m_PosZeroFP())) || match(&instruction, m_c_FAdd(m_Value(x), m_NegZeroFP())))
    return x;
  llvm::Value *y = nullptr;
  bool isMin = match(&instruction, m_Intrinsic<llvm::Intrinsic::minimum>(m_Value(x), m_Value(y)));
  bool isMax = match(&instruction, m_Intrinsic<llvm::Intrinsic::maximum>(m_Value(x), m_Value(y)));
  if (isMin || isMax)
    return x == y || match(y, m_SpecificFP(isMin ? INFINITY : -INFINITY)) ? x : nullptr;
  return match(&instruction, m_FPTrunc(m_FPExt(m_Value(x)))) && x->getType() == instruction.getType() ? x : nullptr;
}

// The same where the sign bit of the operand changes.
llvm::Value *negatedOperand(llvm::Instruction &instruction) {
  llvm::Value *x = nullptr;
  bool negates = match(&instruction, m_c_FMul(m_Value(x), m_SpecificFP(-1))) ||
                 match(&instruction, m_FDiv(m_Value(x), m_SpecificFP(-1))) ||
                 match(&instruction, m_FSub(m_NegZeroFP(), m_Value(x)));
  return negates ? x : nullptr;
}

}  // namespace

llvm::PreservedAnalyses QuietNaNs::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    llvm::Value *unchanged = unchangedOperand(instruction), *negated = unchanged ? nullptr : negatedOperand(instruction);
    if (!unchanged && !negated)
      continue;
    llvm::IRBuilder<> builder(&instruction);
    llvm::Value *quiet = builder.CreateUnaryIntrinsic(llvm::Intrinsic::canonicalize, unchanged ? unchanged : negated);
    instruction.replaceAllUsesWith(unchanged ? quiet : builder.CreateFNeg(quiet));
    instruction.eraseFromParent();
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

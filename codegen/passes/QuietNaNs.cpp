#include "codegen/passes/QuietNaNs.h"

#include <cmath>
#include <llvm/ADT/STLExtras.h>
#include <llvm/Analysis/InstructionSimplify.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/PatternMatch.h>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;

// The same vector may have been cast to its lanes twice.
llvm::Value *withoutCast(llvm::Value *value) {
  auto *cast = llvm::dyn_cast<llvm::BitCastInst>(value);
  return cast ? cast->getOperand(0) : value;
}

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
    return withoutCast(x) == withoutCast(y) || match(y, m_SpecificFP(isMin ? INFINITY : -INFINITY)) ? x : nullptr;
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

// Whether the instruction returns the other operand, or its negation, as it is where this one is the constant.
bool isNeutral(const llvm::Instruction &instruction, const llvm::APFloat &constant, bool isFirst) {
  switch (instruction.getOpcode()) {
  case llvm::Instruction::FMul: return abs(constant).isExactlyValue(1);
  case llvm::Instruction::FDiv: return !isFirst && abs(constant).isExactlyValue(1);
  case llvm::Instruction::FAdd: return constant.isNegZero();
  case llvm::Instruction::FSub: return isFirst ? constant.isNegZero() : constant.isPosZero();
  default: break;
  }
  const auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
  llvm::Intrinsic::ID id = intrinsic ? intrinsic->getIntrinsicID() : llvm::Intrinsic::not_intrinsic;
  if (id == llvm::Intrinsic::fma)  // a sum that may be with -0
    return abs(constant).isExactlyValue(1);
  return constant.isInfinity() && id == (constant.isNegative() ? llvm::Intrinsic::maximum : llvm::Intrinsic::minimum);
}

// Two floats are canonicalised as four: LLVM's back end for x86-64 fails on a vector narrower than a register.
llvm::Value *canonicalize(llvm::IRBuilder<> &builder, llvm::Value *value) {
  auto *vector = llvm::dyn_cast<llvm::FixedVectorType>(value->getType());
  bool isNarrow = vector && vector->getPrimitiveSizeInBits() < 128;
  llvm::Value *whole = isNarrow ? builder.CreateShuffleVector(value, {0, 1, -1, -1}) : value;
  llvm::Value *quiet = builder.CreateUnaryIntrinsic(llvm::Intrinsic::canonicalize, whole);
  return isNarrow ? builder.CreateShuffleVector(quiet, {0, 1}) : quiet;
}

// LLVM may take a vector operation apart into its lanes, some of which then change nothing but a signalling NaN.
void quietOperandsOfNeutralLanes(llvm::Instruction &instruction) {
  for (unsigned i : {0u, 1u}) {
    auto *constant = instruction.getNumOperands() > 1 ? llvm::dyn_cast<llvm::Constant>(instruction.getOperand(i)) : nullptr;
    auto *type = constant ? llvm::dyn_cast<llvm::FixedVectorType>(constant->getType()) : nullptr;
    for (unsigned lane = 0; type && lane < type->getNumElements(); ++lane) {
      auto *number = llvm::dyn_cast_or_null<llvm::ConstantFP>(constant->getAggregateElement(lane));
      if (!number || !isNeutral(instruction, number->getValueAPF(), i == 0))
        continue;
      llvm::IRBuilder<> builder(&instruction);
      instruction.setOperand(1 - i, canonicalize(builder, instruction.getOperand(1 - i)));
      return;
    }
  }
}

// Between a v128's operators stand casts, and lanes of constants: what follows looks at operands.
void simplifyVectorOperands(llvm::Function &function) {
  llvm::SimplifyQuery query(function.getDataLayout());
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    if (!llvm::isa<llvm::BitCastInst, llvm::InsertElementInst, llvm::ShuffleVectorInst>(instruction))
      continue;
    if (llvm::Value *simpler = llvm::simplifyInstruction(&instruction, query)) {
      instruction.replaceAllUsesWith(simpler);
      instruction.eraseFromParent();
    }
  }
}

}  // namespace

llvm::PreservedAnalyses QuietNaNs::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  simplifyVectorOperands(function);
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    llvm::Value *unchanged = unchangedOperand(instruction), *negated = unchanged ? nullptr : negatedOperand(instruction);
    if (!unchanged && !negated) {
      quietOperandsOfNeutralLanes(instruction);
      continue;
    }
    llvm::IRBuilder<> builder(&instruction);
    llvm::Value *quiet = canonicalize(builder, unchanged ? unchanged : negated);
    instruction.replaceAllUsesWith(unchanged ? quiet : builder.CreateFNeg(quiet));
    instruction.eraseFromParent();
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

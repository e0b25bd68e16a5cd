// Sums as what they add: the terms that stand in them in any order.
#pragma once

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/PatternMatch.h>

namespace wasmc {

inline constexpr size_t maxSumTerms = 16;
using SumTerms = llvm::SmallVector<llvm::Value *, maxSumTerms>;

// Whether the instruction is a sum of 64 bits that is no part of a larger one.
inline bool isWholeSum(const llvm::Instruction &instruction) {
  if (instruction.getOpcode() != llvm::Instruction::Add || !instruction.getType()->isIntegerTy(64))
    return false;
  return !instruction.hasOneUse() ||
         llvm::cast<llvm::Instruction>(*instruction.user_begin())->getOpcode() != llvm::Instruction::Add;
}

// The terms of a sum whose intermediate results nobody else needs; at most maxSumTerms, the last of which may be sums again.
inline SumTerms termsOf(llvm::Instruction &sum) {
  using namespace llvm::PatternMatch;
  SumTerms terms, work{&sum};
  while (!work.empty()) {
    llvm::Value *value = work.pop_back_val(), *a, *b;
    bool isOwn = value == &sum || value->hasOneUse();
    if (isOwn && terms.size() + work.size() + 2 <= maxSumTerms && match(value, m_Add(m_Value(a), m_Value(b))))
      work.append({a, b});
    else
      terms.push_back(value);
  }
  return terms;
}

}  // namespace wasmc

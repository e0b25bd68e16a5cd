#include "codegen/passes/SumTerms.h"

#include <llvm/IR/Dominators.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Transforms/Utils/Local.h>

namespace wasmc {
namespace {

bool isWholeSum(const llvm::Instruction &instruction) {
  if (instruction.getOpcode() != llvm::Instruction::Add || !instruction.getType()->isIntegerTy(64))
    return false;
  return !instruction.hasOneUse() ||
         llvm::cast<llvm::Instruction>(*instruction.user_begin())->getOpcode() != llvm::Instruction::Add;
}

}  // namespace

SumTerms termsOf(llvm::Instruction &sum) {
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

llvm::PreservedAnalyses rewriteSums(llvm::Function &function, llvm::function_ref<bool(llvm::Instruction &sum)> replace) {
  llvm::SmallVector<llvm::WeakTrackingVH, 16> replaced;
  for (llvm::Instruction &instruction : llvm::instructions(function))
    if (isWholeSum(instruction) && replace(instruction))
      replaced.push_back(&instruction);
  if (replaced.empty())
    return llvm::PreservedAnalyses::all();
  llvm::RecursivelyDeleteTriviallyDeadInstructions(replaced);
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

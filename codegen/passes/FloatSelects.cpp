#include "codegen/passes/FloatSelects.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>

namespace wasmc {
namespace {

// Of a value and a constant, the one that a comparison of the two chooses.
struct Choice {
  llvm::SelectInst *select;
  llvm::FCmpInst *comparison;
  llvm::Value *value;
  llvm::Constant *constant;
  bool takesConstant;  // where the select's condition holds
};

std::optional<Choice> matchChoice(llvm::Value *candidate) {
  auto *select = llvm::dyn_cast<llvm::SelectInst>(candidate);
  auto *comparison = select ? llvm::dyn_cast<llvm::FCmpInst>(select->getCondition()) : nullptr;
  if (!comparison || !select->getType()->isFPOrFPVectorTy())
    return std::nullopt;
  bool takesConstant = llvm::isa<llvm::Constant>(select->getTrueValue());
  llvm::Value *value = takesConstant ? select->getFalseValue() : select->getTrueValue();
  auto *constant = llvm::dyn_cast<llvm::Constant>(takesConstant ? select->getTrueValue() : select->getFalseValue());
  llvm::Value *left = comparison->getOperand(0), *right = comparison->getOperand(1);
  if (!constant || !((left == value && llvm::isa<llvm::Constant>(right)) || (right == value && llvm::isa<llvm::Constant>(left))))
    return std::nullopt;
  return Choice{select, comparison, value, constant, takesConstant};
}

// The select of `outer` with x in the place of y, where y is not the constant.
void split(const Choice &outer, const Choice &inner) {
  llvm::IRBuilder<> builder(outer.select);
  llvm::Value *left = outer.comparison->getOperand(0), *right = outer.comparison->getOperand(1);
  auto with = [&](llvm::Value *value) {
    return builder.CreateFCmp(outer.comparison->getPredicate(), left == outer.value ? value : left,
                              right == outer.value ? value : right);
  };
  auto choose = [&](llvm::Value *condition, llvm::Value *value) {
    return outer.takesConstant ? builder.CreateSelect(condition, outer.constant, value)
                               : builder.CreateSelect(condition, value, outer.constant);
  };
  llvm::Value *ofConstant = choose(with(inner.constant), inner.constant);
  llvm::Value *ofValue = choose(with(inner.value), inner.value);
  llvm::Value *condition = inner.comparison;
  outer.select->replaceAllUsesWith(inner.takesConstant ? builder.CreateSelect(condition, ofConstant, ofValue)
                                                       : builder.CreateSelect(condition, ofValue, ofConstant));
}

}  // namespace

void splitNestedSelects(llvm::Function &function) {
  llvm::SmallVector<llvm::SelectInst *, 8> rewritten;
  for (llvm::Instruction &instruction : llvm::instructions(function)) {
    std::optional<Choice> outer = matchChoice(&instruction);
    std::optional<Choice> inner = outer ? matchChoice(outer->value) : std::nullopt;
    if (!inner || inner->constant != outer->constant)
      continue;
    split(*outer, *inner);
    rewritten.push_back(outer->select);
  }
  for (llvm::SelectInst *select : rewritten)
    select->eraseFromParent();
}

llvm::PreservedAnalyses HideSelectedZeros::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  for (llvm::Instruction &instruction : llvm::instructions(function)) {
    std::optional<Choice> choice = matchChoice(&instruction);
    if (!choice || !choice->constant->isZeroValue())
      continue;
    auto *hidden = new llvm::FreezeInst(choice->constant, "", choice->select->getIterator());
    choice->select->setOperand(choice->takesConstant ? 1 : 2, hidden);
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

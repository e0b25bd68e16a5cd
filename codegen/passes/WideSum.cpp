#include "codegen/passes/WideSum.h"

#include "codegen/passes/SumTerms.h"

#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/PatternMatch.h>

#include <optional>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;
using llvm::Value;

// The names are those of the header.
struct LowSum {
  llvm::Instruction *low;
  Value *p, *q;
};

// The sum that a term is the carry of.
std::optional<LowSum> lowOfCarry(Value *term) {
  llvm::CmpPredicate predicate;
  Value *left, *right, *a, *b;
  if (!match(term, m_ZExt(m_ICmp(predicate, m_Value(left), m_Value(right)))) || !left->getType()->isIntegerTy(64))
    return std::nullopt;
  if (predicate == llvm::CmpInst::ICMP_UGT)
    std::swap(left, right);
  else if (predicate != llvm::CmpInst::ICMP_ULT)
    return std::nullopt;
  auto *low = llvm::dyn_cast<llvm::Instruction>(left);
  if (!low || !match(low, m_Add(m_Value(a), m_Value(b))) || (a != right && b != right))
    return std::nullopt;
  return LowSum{low, a, b};
}

// Takes a carry out of the terms; none if there is no other pair of terms for its sum.
std::optional<LowSum> takeCarry(SumTerms &terms) {
  if (terms.size() < 3)
    return std::nullopt;
  for (Value *&term : terms)
    if (std::optional<LowSum> sum = lowOfCarry(term)) {
      terms.erase(&term);
      return sum;
    }
  return std::nullopt;
}

class Adder {
public:
  Adder(llvm::Instruction &sum, const llvm::DominatorTree &dominators) : builder(&sum), dominators(dominators) {}

  // The high half; whoever needs the low one behind this place gets it from here, too.
  Value *add(const LowSum &sum, Value *x, Value *y) {
    Value *wide = builder.CreateAdd(join(x, sum.p), join(y, sum.q));
    Value *low = builder.CreateTrunc(wide, builder.getInt64Ty());
    if (auto *place = llvm::dyn_cast<llvm::Instruction>(low))
      sum.low->replaceUsesWithIf(low, [&](llvm::Use &use) { return dominators.dominates(place, use); });
    return builder.CreateTrunc(builder.CreateLShr(wide, 64), builder.getInt64Ty());
  }

private:
  Value *join(Value *high, Value *low) {
    llvm::Type *wide = builder.getInt128Ty();
    return builder.CreateOr(builder.CreateShl(builder.CreateZExt(high, wide), 64), builder.CreateZExt(low, wide));
  }

  llvm::IRBuilder<> builder;
  const llvm::DominatorTree &dominators;
};

// Replaces all carries in one sum. True if there was one.
bool replaceIn(llvm::Instruction &sum, const llvm::DominatorTree &dominators) {
  SumTerms terms = termsOf(sum);
  Adder adder(sum, dominators);
  bool isChanged = false;
  while (std::optional<LowSum> low = takeCarry(terms)) {
    Value *x = terms.pop_back_val(), *y = terms.pop_back_val();
    terms.push_back(adder.add(*low, x, y));
    isChanged = true;
  }
  if (!isChanged)
    return false;
  llvm::IRBuilder<> builder(&sum);
  Value *result = terms.front();
  for (Value *term : llvm::drop_begin(terms))
    result = builder.CreateAdd(result, term);
  sum.replaceAllUsesWith(result);
  return true;
}

}  // namespace

llvm::PreservedAnalyses WideSum::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  const auto &dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
  return rewriteSums(function, [&](llvm::Instruction &sum) { return replaceIn(sum, dominators); });
}

}  // namespace wasmc

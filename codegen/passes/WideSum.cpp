#include "codegen/passes/WideSum.h"

#include "codegen/passes/SumTerms.h"

#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Transforms/Utils/Local.h>

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

class Adder {
public:
  Adder(llvm::Instruction &sum, const llvm::DominatorTree &dominators)
      : sum(sum), dominators(dominators), builder(&sum), terms(termsOf(sum)) {}

  // Replaces all carries in the sum. True if there was one.
  bool replace() {
    bool isChanged = false;
    while (std::optional<LowSum> low = takeFirstCarry()) {
      auto [x, y] = takePair(*low->low);
      builder.SetInsertPoint(isAvailable(x, *low->low) && isAvailable(y, *low->low) ? low->low->getNextNode() : &sum);
      terms.push_back(add(*low, x, y));
      isChanged = true;
    }
    if (!isChanged)
      return false;
    builder.SetInsertPoint(&sum);
    Value *result = terms.front();
    for (Value *term : llvm::drop_begin(terms))
      result = builder.CreateAdd(result, term);
    sum.replaceAllUsesWith(result);
    return true;
  }

private:
  // Takes out of the terms the carry of the low sum that is computed before those of the others; none if there is no pair of terms
  // beside it.
  std::optional<LowSum> takeFirstCarry() {
    std::optional<LowSum> first;
    Value **place = nullptr;
    for (Value *&term : terms)
      if (std::optional<LowSum> found = lowOfCarry(term); found && (!first || dominators.dominates(found->low, first->low))) {
        first = found;
        place = &term;
      }
    if (!first || terms.size() < 3)
      return std::nullopt;
    terms.erase(place);
    return first;
  }

  // Two terms for the high halves: if there are such, no carries, and known where the low sum is computed. There the addition takes the
  // low sum's place, so that sums of several numbers become one chain; behind it, the low sums would be computed twice.
  std::pair<Value *, Value *> takePair(const llvm::Instruction &low) {
    auto rank = [&](Value *term) { return lowOfCarry(term) ? 2 : isAvailable(term, low) ? 0 : 1; };
    auto takeBest = [&] {
      Value **best = terms.begin();
      for (Value *&term : terms)
        if (rank(term) <= rank(*best))
          best = &term;
      Value *taken = *best;
      terms.erase(best);
      return taken;
    };
    Value *x = takeBest();
    return {x, takeBest()};
  }

  bool isAvailable(const Value *term, const llvm::Instruction &place) const {
    const auto *instruction = llvm::dyn_cast<llvm::Instruction>(term);
    return !instruction || dominators.dominates(instruction, &place);
  }

  // The high half; whoever needs the low one behind this place gets it from here, too.
  Value *add(const LowSum &low, Value *x, Value *y) {
    Value *wide = builder.CreateAdd(join(x, low.p), join(y, low.q));
    Value *half = builder.CreateTrunc(wide, builder.getInt64Ty());
    if (auto *place = llvm::dyn_cast<llvm::Instruction>(half))
      low.low->replaceUsesWithIf(half, [&](llvm::Use &use) { return dominators.dominates(place, use); });
    return builder.CreateTrunc(builder.CreateLShr(wide, 64), builder.getInt64Ty());
  }

  Value *join(Value *high, Value *low) {
    llvm::Type *wide = builder.getInt128Ty();
    return builder.CreateOr(builder.CreateShl(builder.CreateZExt(high, wide), 64), builder.CreateZExt(low, wide));
  }

  llvm::Instruction &sum;
  const llvm::DominatorTree &dominators;
  llvm::IRBuilder<> builder;
  SumTerms terms;
};

// Whether `low` is the lower half of `wide`, 128 bits.
bool isLowOf(Value *low, Value *wide, unsigned depth = 0) {
  constexpr unsigned mostDepth = 6;
  Value *a, *b, *first, *second;
  if (match(low, m_Trunc(m_Specific(wide))) || match(wide, m_ZExt(m_Specific(low))))
    return true;
  if (depth == mostDepth || !match(low, m_Add(m_Value(a), m_Value(b))) || !match(wide, m_AddLike(m_Value(first), m_Value(second))))
    return false;
  auto are = [&](Value *x, Value *y) { return isLowOf(x, first, depth + 1) && isLowOf(y, second, depth + 1); };
  return are(a, b) || are(b, a);
}

// The number of which a term is the upper half with zeros below, the other one being the lower half.
Value *wholeOf(Value *upper, Value *lower, const llvm::DataLayout &layout) {
  Value *wide, *low;
  const llvm::APInt *mask;
  if (!match(upper, m_And(m_Value(wide), m_APInt(mask))) || !match(lower, m_ZExt(m_Value(low))) || mask->countr_zero() < 64 ||
      !low->getType()->isIntegerTy(64) || !isLowOf(low, wide))
    return nullptr;
  return llvm::MaskedValueIsZero(wide, llvm::APInt::getHighBitsSet(128, 64) & ~*mask, layout) ? wide : nullptr;
}

SumTerms wideTermsOf(llvm::Instruction &sum) {
  SumTerms terms, work{&sum};
  while (!work.empty()) {
    Value *value = work.pop_back_val(), *a, *b;
    bool isOwn = value == &sum || value->hasOneUse();
    if (isOwn && terms.size() + work.size() + 2 <= maxSumTerms && match(value, m_AddLike(m_Value(a), m_Value(b))))
      work.append({a, b});
    else
      terms.push_back(value);
  }
  return terms;
}

// Puts a number for its two halves in a sum of 128 bits. True if there was one.
bool joinHalves(llvm::Instruction &sum) {
  SumTerms terms = wideTermsOf(sum);
  for (Value *&upper : terms)
    for (Value *&lower : terms)
      if (Value *wide = wholeOf(upper, lower, sum.getDataLayout())) {
        upper = wide;
        terms.erase(&lower);
        llvm::IRBuilder<> builder(&sum);
        Value *result = terms.front();
        for (Value *term : llvm::drop_begin(terms))
          result = builder.CreateAdd(result, term);
        sum.replaceAllUsesWith(result);
        return true;
      }
  return false;
}

bool joinAllHalves(llvm::Function &function) {
  llvm::SmallVector<llvm::WeakTrackingVH, 16> replaced;
  for (llvm::Instruction &instruction : llvm::instructions(function))
    if (instruction.getType()->isIntegerTy(128) && match(&instruction, m_AddLike(m_Value(), m_Value())) && joinHalves(instruction))
      replaced.push_back(&instruction);
  bool isChanged = !replaced.empty();
  llvm::RecursivelyDeleteTriviallyDeadInstructions(replaced);
  return isChanged;
}

}  // namespace

llvm::PreservedAnalyses WideSum::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  const auto &dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
  bool isJoined = joinAllHalves(function);
  llvm::PreservedAnalyses preserved =
      rewriteSums(function, [&](llvm::Instruction &sum) { return Adder(sum, dominators).replace(); });
  if (isJoined) {
    llvm::PreservedAnalyses own;
    own.preserveSet<llvm::CFGAnalyses>();
    preserved.intersect(own);
  }
  return preserved;
}

}  // namespace wasmc

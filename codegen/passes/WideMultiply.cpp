#include "codegen/passes/WideMultiply.h"

#include "codegen/passes/SumTerms.h"

#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/PatternMatch.h>

#include <array>
#include <optional>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;
using llvm::Value;

// The names are those of the header.
struct Pattern {
  Value *al, *ah, *bl, *bh;
  Value *lowProduct;  // al bl
  Value *u;
};

// Whether a * b is a product of these factors.
bool isProduct(Value *product, Value *a, Value *b) { return match(product, m_c_Mul(m_Specific(a), m_Specific(b))); }

auto lowHalf(Value *&of) { return m_And(m_Value(of), m_SpecificInt(0xffffffff)); }
auto highHalf(Value *&of) { return m_LShr(m_Value(of), m_SpecificInt(32)); }

class Matcher {
public:
  explicit Matcher(const llvm::DataLayout &layout) : layout(layout) {}

  // The pattern of which `highOfT`, `highOfU` and `highProduct` are the terms of `high`; none if they are not.
  std::optional<Pattern> find(Value *highOfT, Value *highOfU, Value *highProduct) const {
    Value *t, *u, *w, *z;
    if (!match(highOfT, highHalf(t)) || !match(highOfU, highHalf(u)) || !match(highProduct, m_Mul(m_Value(w), m_Value(z))))
      return std::nullopt;
    for (auto [masked, q] : terms(u)) {
      Value *same;
      if (!match(masked, lowHalf(same)) || same != t)
        continue;
      for (auto [carry, p] : terms(t)) {
        Value *lowProduct, *al, *bl;
        if (!match(carry, highHalf(lowProduct)) || !match(lowProduct, m_Mul(m_Value(al), m_Value(bl))))
          continue;
        for (auto [ah, bh] : {std::pair(w, z), std::pair(z, w)}) {
          Pattern pattern{al, ah, bl, bh, lowProduct, u};
          if (areCrossProducts(p, q, pattern) &&
              llvm::all_of(std::array{al, ah, bl, bh}, [&](Value *each) { return isHalf(each); }))
            return pattern;
        }
      }
    }
    return std::nullopt;
  }

private:
  // Both orders of a sum's terms; nothing if the value is no sum.
  static llvm::SmallVector<std::pair<Value *, Value *>, 2> terms(Value *sum) {
    Value *a, *b;
    if (!match(sum, m_Add(m_Value(a), m_Value(b))))
      return {};
    return {{a, b}, {b, a}};
  }

  static bool areCrossProducts(Value *p, Value *q, const Pattern &f) {
    return (isProduct(p, f.ah, f.bl) && isProduct(q, f.al, f.bh)) || (isProduct(q, f.ah, f.bl) && isProduct(p, f.al, f.bh));
  }

  bool isHalf(Value *value) const { return llvm::computeKnownBits(value, layout).countMinLeadingZeros() >= 32; }

  const llvm::DataLayout &layout;
};

Value *join(llvm::IRBuilder<> &builder, Value *high, Value *low) { return builder.CreateOr(builder.CreateShl(high, 32), low); }

// The halves of the product, low first, computed where the pattern has all its factors.
std::array<Value *, 2> multiply(const Pattern &pattern) {
  llvm::IRBuilder<> builder(llvm::cast<llvm::Instruction>(pattern.u));  // a sum of what the factors made
  llvm::Type *half = builder.getInt64Ty(), *wide = builder.getInt128Ty();
  Value *a = builder.CreateZExt(join(builder, pattern.ah, pattern.al), wide);
  Value *b = builder.CreateZExt(join(builder, pattern.bh, pattern.bl), wide);
  Value *product = builder.CreateNUWMul(a, b);
  return {builder.CreateTrunc(product, half), builder.CreateTrunc(builder.CreateLShr(product, 64), half)};
}

void replaceLow(const Pattern &pattern, Value *low) {
  llvm::SmallVector<llvm::Instruction *, 2> found;
  for (llvm::User *shifted : pattern.u->users())
    if (match(shifted, m_Shl(m_Specific(pattern.u), m_SpecificInt(32))))
      for (llvm::User *user : shifted->users()) {
        Value *lowProduct, *other;
        bool isSum =
            match(user, m_c_Or(m_Specific(shifted), m_Value(other))) || match(user, m_c_Add(m_Specific(shifted), m_Value(other)));
        if (isSum && match(other, lowHalf(lowProduct)) && lowProduct == pattern.lowProduct)
          found.push_back(llvm::cast<llvm::Instruction>(user));
      }
  for (llvm::Instruction *sum : found)
    sum->replaceAllUsesWith(low);
}

// Takes the terms of `high` out of those of a sum.
std::optional<Pattern> takeHigh(SumTerms &terms, const Matcher &matcher) {
  for (size_t u = 0; u < terms.size(); ++u)
    for (size_t t = 0; t < terms.size(); ++t)
      for (size_t product = 0; product < terms.size(); ++product)
        if (u != t && u != product && t != product)
          if (std::optional<Pattern> pattern = matcher.find(terms[t], terms[u], terms[product])) {
            for (size_t taken : {u, t, product})
              terms[taken] = nullptr;
            llvm::erase(terms, nullptr);
            return pattern;
          }
  return std::nullopt;
}

// Replaces all occurrences of the pattern in one sum. True if there was one.
bool replaceIn(llvm::Instruction &sum) {
  const Matcher matcher(sum.getDataLayout());
  SumTerms terms = termsOf(sum);
  llvm::SmallVector<Value *, 4> products;
  while (std::optional<Pattern> pattern = takeHigh(terms, matcher)) {
    auto [low, high] = multiply(*pattern);
    replaceLow(*pattern, low);
    products.push_back(high);
  }
  if (products.empty())
    return false;
  llvm::IRBuilder<> builder(&sum);
  Value *result = products.front();
  for (Value *term : llvm::concat<Value *>(llvm::drop_begin(products), terms))
    result = builder.CreateAdd(result, term);
  sum.replaceAllUsesWith(result);
  return true;
}

}  // namespace

llvm::PreservedAnalyses WideMultiply::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  return rewriteSums(function, replaceIn);
}

}  // namespace wasmc

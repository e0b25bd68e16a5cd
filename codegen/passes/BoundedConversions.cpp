#include "codegen/passes/BoundedConversions.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/PatternMatch.h>

#include <optional>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;
using llvm::APFloat;
using llvm::Value;

constexpr unsigned maxDepth = 4;

enum class Side { Lower, Upper };

using Bound = std::optional<APFloat>;

// Of two bounds of which one value has both, the closer; of two that hold for one choice each, the other one.
APFloat closer(const APFloat &a, const APFloat &b, Side side) { return (a < b) == (side == Side::Upper) ? a : b; }
APFloat farther(const APFloat &a, const APFloat &b, Side side) { return (a < b) == (side == Side::Upper) ? b : a; }

// The bound that `condition` being true or false says of the value.
Bound boundByCondition(const Value &value, const Value &condition, bool isTrue, Side side) {
  const auto *comparison = llvm::dyn_cast<llvm::FCmpInst>(&condition);
  const APFloat *constant;
  if (!comparison)
    return std::nullopt;
  llvm::CmpInst::Predicate predicate = isTrue ? comparison->getPredicate() : comparison->getInversePredicate();
  if (comparison->getOperand(1) == &value && match(comparison->getOperand(0), m_APFloat(constant)))
    predicate = llvm::CmpInst::getSwappedPredicate(predicate);
  else if (comparison->getOperand(0) != &value || !match(comparison->getOperand(1), m_APFloat(constant)))
    return std::nullopt;
  // Whether it also holds for NaNs does not matter.
  llvm::CmpInst::Predicate ordered = llvm::FCmpInst::getOrderedPredicate(predicate);
  bool isUpper = ordered == llvm::FCmpInst::FCMP_OLT || ordered == llvm::FCmpInst::FCMP_OLE;
  bool isLower = ordered == llvm::FCmpInst::FCMP_OGT || ordered == llvm::FCmpInst::FCMP_OGE;
  if (constant->isNaN() || !(side == Side::Upper ? isUpper : isLower))
    return std::nullopt;
  return *constant;
}

// A constant beyond which the value is on neither side, unless it is a NaN.
Bound boundOf(const Value &value, Side side, unsigned depth = 0) {
  const APFloat *constant;
  if (match(&value, m_APFloat(constant)))
    return constant->isNaN() ? Bound() : *constant;
  const auto *select = llvm::dyn_cast<llvm::SelectInst>(&value);
  if (!select || depth == maxDepth)
    return std::nullopt;
  auto ofChoice = [&](const Value &choice, bool isTrue) -> Bound {
    Bound own = boundOf(choice, side, depth + 1);
    Bound chosen = boundByCondition(choice, *select->getCondition(), isTrue, side);
    return own && chosen ? closer(*own, *chosen, side) : own ? own : chosen;
  };
  Bound first = ofChoice(*select->getTrueValue(), true), second = ofChoice(*select->getFalseValue(), false);
  return first && second ? Bound(farther(*first, *second, side)) : std::nullopt;
}

bool fits(const Bound &bound, unsigned bits) {
  if (!bound)
    return false;
  llvm::APSInt integer(bits, /*isUnsigned=*/false);
  bool isExact;
  return bound->convertToInteger(integer, APFloat::rmTowardZero, &isExact) != APFloat::opInvalidOp;
}

// The operand in the range of a signed type, and 0 for a NaN. A second maximum of an operand that is one already would be folded into
// the first, whose answer to a NaN is another.
Value *settle(llvm::IRBuilder<> &builder, Value *operand, bool hasLower) {
  llvm::Constant *zero = llvm::ConstantFP::getZero(operand->getType());
  Value *isKept = hasLower ? builder.CreateFCmpORD(operand, zero) : builder.CreateFCmpOGT(operand, zero);
  return builder.CreateSelect(isKept, operand, zero);
}

// What the conversion is without saturation; null if it may need it.
Value *convert(llvm::IntrinsicInst &conversion) {
  bool isSigned = conversion.getIntrinsicID() == llvm::Intrinsic::fptosi_sat;
  Value *operand = conversion.getArgOperand(0);
  llvm::Type *type = conversion.getType();
  const APFloat zero = APFloat::getZero(operand->getType()->getScalarType()->getFltSemantics());
  const Bound upper = boundOf(*operand, Side::Upper), known = boundOf(*operand, Side::Lower);
  const Bound lower = isSigned ? known : zero;
  const bool hasLower = isSigned || (known && !(*known < zero));
  for (unsigned bits : {32u, type->getScalarSizeInBits()}) {
    if (bits > type->getScalarSizeInBits() || !fits(upper, bits) || !fits(lower, bits))
      continue;
    llvm::IRBuilder<> builder(&conversion);
    Value *integer = builder.CreateFPToSI(settle(builder, operand, hasLower), type->getWithNewBitWidth(bits));
    return builder.CreateSExt(integer, type);
  }
  return nullptr;
}

}  // namespace

llvm::PreservedAnalyses BoundedConversions::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  bool changed = false;
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
    if (!intrinsic ||
        (intrinsic->getIntrinsicID() != llvm::Intrinsic::fptoui_sat && intrinsic->getIntrinsicID() != llvm::Intrinsic::fptosi_sat))
      continue;
    if (Value *integer = convert(*intrinsic)) {
      intrinsic->replaceAllUsesWith(integer);
      intrinsic->eraseFromParent();
      changed = true;
    }
  }
  if (!changed)
    return llvm::PreservedAnalyses::all();
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

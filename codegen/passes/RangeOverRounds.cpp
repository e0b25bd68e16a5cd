#include "codegen/passes/RangeOverRounds.h"

#include "codegen/passes/BoundsCheck.h"
#include "codegen/passes/WayToMeet.h"

#include <llvm/ADT/SetVector.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {
namespace {

constexpr unsigned maxBits = 62;
constexpr unsigned addressBits = 48;     // no memory is larger than the address space
constexpr unsigned roundsBits = 40;      // more are not worth a thought
constexpr unsigned knownRangeBits = 24;  // a larger static range would seldom fit into a memory
constexpr unsigned smallBits = 16;       // what such a number is computed from hardly says more than its type
constexpr size_t maxChoices = 16;

unsigned widthOf(const llvm::SCEV *value) { return value->getType()->getIntegerBitWidth(); }

// Quotients that the code itself computes before the loop, as unknowns: an expander would not compute them anew, for the divisor could
// be 0 where the code does not come by its division.
class ComputedQuotients : public llvm::SCEVRewriteVisitor<ComputedQuotients> {
public:
  ComputedQuotients(llvm::ScalarEvolution &evolution, const llvm::DominatorTree &dominators, const llvm::BasicBlock *preheader)
      : SCEVRewriteVisitor(evolution), dominators(dominators), preheader(preheader) {}

  const llvm::SCEV *visitUDivExpr(const llvm::SCEVUDivExpr *quotient) {
    llvm::Value *value = llvm::isa<llvm::SCEVConstant>(quotient->getRHS()) ? nullptr : find(quotient);
    return value ? SE.getUnknown(value) : SCEVRewriteVisitor::visitUDivExpr(quotient);
  }

private:
  llvm::Value *find(const llvm::SCEV *quotient) {
    for (auto *node = dominators.getNode(preheader); node; node = node->getIDom())
      for (llvm::Instruction &instruction : *node->getBlock())
        if (instruction.getOpcode() == llvm::Instruction::UDiv && SE.getSCEV(&instruction) == quotient)
          return &instruction;
    return nullptr;
  }

  const llvm::DominatorTree &dominators;
  const llvm::BasicBlock *preheader;
};

bool isInteger(const llvm::SCEV *value) { return value->getType()->isIntegerTy() && widthOf(value) <= 64; }

}  // namespace

bool RangeOverRounds::require(const llvm::SCEV *value) {
  if (evolution.isKnownNegative(value))
    return false;
  if (!evolution.isKnownNonNegative(value))
    conditions.push_back(value);
  return true;
}

bool RangeOverRounds::requirePremise(const llvm::SCEV *value) {
  premises.insert(value);
  return require(value);
}

std::optional<Range> RangeOverRounds::of(const llvm::SCEV *value) {
  if (!isInteger(value))
    return std::nullopt;
  if (auto *fixed = llvm::dyn_cast<llvm::SCEVConstant>(value)) {
    llvm::APInt signedValue = fixed->getAPInt().sext(64);
    if (signedValue.getSignificantBits() > maxBits)
      return std::nullopt;
    const llvm::SCEV *both = evolution.getConstant(signedValue);
    return Range{both, both, signedValue.getSignificantBits()};
  }
  if (!llvm::isa<llvm::SCEVAddExpr>(value) && evolution.isLoopInvariant(value, &loop))
    return ofInvariant(value);
  size_t before = conditions.size();
  auto attempt = [&](std::optional<Range> found) {
    if (!found)
      conditions.truncate(before);
    return found;
  };
  auto ofLimited = [&]() {
    std::optional<LimitedValue> found = limited(value);
    return found ? std::optional(found->all) : std::nullopt;
  };
  // A limit says more than the parts of a value do, unless they are steps.
  bool isRecurrence = llvm::isa<llvm::SCEVAddRecExpr>(value);
  std::optional<Range> found = attempt(isRecurrence ? ofStructure(value) : ofLimited());
  if (!found)
    found = attempt(isRecurrence ? ofLimited() : ofStructure(value));
  return found ? found : knownRange(value);
}

std::optional<Range> RangeOverRounds::ofStructure(const llvm::SCEV *value) {
  switch (value->getSCEVType()) {
  case llvm::scAddExpr: return ofSum(*llvm::cast<llvm::SCEVAddExpr>(value));
  case llvm::scAddRecExpr: return ofRecurrence(*llvm::cast<llvm::SCEVAddRecExpr>(value));
  case llvm::scMulExpr: return ofProduct(*llvm::cast<llvm::SCEVMulExpr>(value));
  case llvm::scZeroExtend:
  case llvm::scSignExtend: return ofExtension(*llvm::cast<llvm::SCEVCastExpr>(value));
  case llvm::scTruncate: return of(llvm::cast<llvm::SCEVCastExpr>(value)->getOperand());
  case llvm::scUDivExpr: return ofQuotient(*llvm::cast<llvm::SCEVUDivExpr>(value));
  case llvm::scUMaxExpr: return ofMaximum(*llvm::cast<llvm::SCEVUMaxExpr>(value));
  case llvm::scUnknown: return ofChoice(llvm::cast<llvm::SCEVUnknown>(value)->getValue());
  default: return std::nullopt;
  }
}

bool RangeOverRounds::requireUnsigned(const Range &range, unsigned width) {
  return require(range.low) &&
         (width > maxBits || require(evolution.getMinusSCEV(constant((int64_t{1} << width) - 1), range.high)));
}

std::optional<Range> RangeOverRounds::exactly(const llvm::SCEV *value) {
  std::optional<Range> range = isInteger(value) ? of(value) : std::nullopt;
  return range && requireUnsigned(*range, widthOf(value)) ? range : std::nullopt;
}

std::optional<LimitedValue> RangeOverRounds::exactlyLimited(const llvm::SCEV *value) {
  std::optional<LimitedValue> found = isInteger(value) ? limited(value) : std::nullopt;
  bool isExact = found && found->start.low == found->start.high && requireUnsigned(found->all, widthOf(value));
  return isExact ? found : std::nullopt;
}

// A constant stands for its unsigned value here.
std::optional<Range> RangeOverRounds::ofLimit(const llvm::SCEV *value) {
  auto *fixed = llvm::dyn_cast<llvm::SCEVConstant>(value);
  if (!fixed)
    return exactly(value);
  unsigned bits = fixed->getAPInt().getActiveBits();
  const llvm::SCEV *wide = evolution.getNoopOrZeroExtend(value, i64);
  return bits <= maxBits ? std::optional(Range{wide, wide, bits}) : std::nullopt;
}

const llvm::SCEV *RangeOverRounds::computed(const llvm::SCEV *value) {
  return ComputedQuotients(evolution, dominators, preheader()).visit(value);
}

// What LLVM knows about a value whatever happens.
std::optional<Range> RangeOverRounds::knownRange(const llvm::SCEV *value) {
  llvm::ConstantRange known = evolution.getUnsignedRange(value);
  if (known.isEmptySet() || known.getUnsignedMax().getActiveBits() > knownRangeBits)
    return std::nullopt;
  return Range{evolution.getConstant(known.getUnsignedMin().zext(64)), evolution.getConstant(known.getUnsignedMax().zext(64)),
               knownRangeBits};
}

std::optional<Range> RangeOverRounds::ofInvariant(const llvm::SCEV *value) {
  unsigned bits = evolution.getUnsignedRange(value).getUnsignedMax().getActiveBits();
  const llvm::SCEV *wide = evolution.getNoopOrZeroExtend(computed(value), i64);
  if (bits > addressBits) {
    if (!requirePremise(wide) || !requirePremise(evolution.getMinusSCEV(constant(int64_t{1} << addressBits), wide)))
      return std::nullopt;
    bits = addressBits;
  }
  return Range{wide, wide, bits};
}

std::optional<Range> RangeOverRounds::plus(const Range &a, const Range &b) {
  unsigned bits = std::max(a.bits, b.bits) + 1;
  if (bits > maxBits)
    return std::nullopt;
  return Range{evolution.getAddExpr(a.low, b.low), evolution.getAddExpr(a.high, b.high), bits};
}

std::optional<Range> RangeOverRounds::times(const Range &a, const llvm::APInt &factor) {
  llvm::APInt wide = factor.sext(64);
  unsigned bits = a.bits + wide.getSignificantBits();
  if (bits > maxBits)
    return std::nullopt;
  const llvm::SCEV *scale = evolution.getConstant(wide);
  const llvm::SCEV *low = evolution.getMulExpr(a.low, scale), *high = evolution.getMulExpr(a.high, scale);
  return wide.isNegative() ? Range{high, low, bits} : Range{low, high, bits};
}

// Operands that do not change stand for their own sum but for a constant in it, which often is a negative distance.
std::optional<Range> RangeOverRounds::ofSum(const llvm::SCEVAddExpr &sum) {
  llvm::SmallVector<const llvm::SCEV *, 4> invariant;
  std::optional<Range> total = Range{constant(0), constant(0), 0};
  auto add = [&](std::optional<Range> part) { total = total && part ? plus(*total, *part) : std::nullopt; };
  for (const llvm::SCEV *operand : sum.operands()) {
    if (!llvm::isa<llvm::SCEVConstant>(operand) && evolution.isLoopInvariant(operand, &loop))
      invariant.push_back(operand);
    else
      add(of(operand));
  }
  if (!invariant.empty())
    add(ofInvariant(evolution.getAddExpr(invariant)));
  return total;
}

std::optional<Range> RangeOverRounds::ofProduct(const llvm::SCEVMulExpr &product) {
  auto *factor = llvm::dyn_cast<llvm::SCEVConstant>(product.getOperand(0));
  if (!factor || product.getNumOperands() != 2)
    return std::nullopt;
  std::optional<Range> other = of(product.getOperand(1));
  return other ? times(*other, factor->getAPInt()) : std::nullopt;
}

std::optional<Range> RangeOverRounds::ofExtension(const llvm::SCEVCastExpr &extension) {
  const llvm::SCEV *operand = extension.getOperand();
  if (std::optional<Range> known = knownRange(&extension); known && widthOf(operand) <= smallBits)
    return known;
  if (llvm::isa<llvm::SCEVZeroExtendExpr>(extension))
    return exactly(operand);
  std::optional<Range> range = of(operand);
  const llvm::SCEV *half = constant(int64_t{1} << (widthOf(operand) - 1));
  if (!range || !require(evolution.getAddExpr(range->low, half)) ||
      !require(evolution.getMinusSCEV(evolution.getMinusSCEV(half, constant(1)), range->high)))
    return std::nullopt;
  return range;
}

std::optional<Range> RangeOverRounds::ofQuotient(const llvm::SCEVUDivExpr &quotient) {
  auto *divisor = llvm::dyn_cast<llvm::SCEVConstant>(quotient.getRHS());
  if (!divisor || divisor->getAPInt().isZero() || divisor->getAPInt().isNegative())
    return std::nullopt;
  std::optional<Range> range = exactly(quotient.getLHS());
  if (!range)
    return std::nullopt;
  const llvm::SCEV *wide = evolution.getConstant(divisor->getAPInt().zext(64));
  return Range{evolution.getUDivExpr(range->low, wide), evolution.getUDivExpr(range->high, wide), range->bits};
}

std::optional<Range> RangeOverRounds::ofMaximum(const llvm::SCEVUMaxExpr &maximum) {
  std::optional<Range> result;
  for (const llvm::SCEV *operand : maximum.operands()) {
    std::optional<Range> range = exactly(operand);
    if (!range)
      return std::nullopt;
    result = result ? Range{evolution.getSMaxExpr(result->low, range->low), evolution.getSMaxExpr(result->high, range->high),
                            std::max(result->bits, range->bits)}
                    : *range;
  }
  return result;
}

void RangeOverRounds::setPlace(llvm::BasicBlock *place) {
  passed.clear();
  if (place)
    passed = passedLimits(*place, loop, loops, dominators, evolution);
}

// A multiple of what has been compared, and something that does not change in the loop, as the address of an array. The simplest such
// thing: another limit in the loop may differ by more of what does not change, as two rows of a matrix.
std::optional<LimitedValue> RangeOverRounds::limited(const llvm::SCEV *value) {
  if (passed.empty())
    return std::nullopt;
  llvm::SmallVector<const llvm::SCEVConstant *, 4> factors{llvm::cast<llvm::SCEVConstant>(evolution.getOne(value->getType()))};
  auto *sum = llvm::dyn_cast<llvm::SCEVAddExpr>(value);
  for (const llvm::SCEV *part : sum ? sum->operands() : llvm::ArrayRef(value))
    if (auto *product = llvm::dyn_cast<llvm::SCEVMulExpr>(part))
      if (auto *factor = llvm::dyn_cast<llvm::SCEVConstant>(product->getOperand(0)); factor && !llvm::is_contained(factors, factor))
        factors.push_back(factor);
  const PassedLimit *nearest = nullptr;
  const llvm::SCEV *start = nullptr;
  llvm::APInt factor;
  for (const PassedLimit &each : passed)
    for (const llvm::SCEVConstant *scale : factors) {
      if (each.value->getType() != value->getType())
        break;
      const llvm::SCEV *rest = evolution.getMinusSCEV(value, evolution.getMulExpr(each.value, scale));
      if (evolution.isLoopInvariant(rest, &loop) && (!start || rest->getExpressionSize() < start->getExpressionSize()))
        nearest = &each, start = rest, factor = scale->getAPInt();
    }
  return start ? limited(*start, *nearest, factor) : std::nullopt;
}

std::optional<LimitedValue> RangeOverRounds::limited(const llvm::SCEV &start, const PassedLimit &each, const llvm::APInt &factor) {
  size_t before = conditions.size();
  std::optional<Range> limit = ofLimit(each.limit), first = limit ? of(&start) : std::nullopt, all;
  if (first) {
    const llvm::SCEV *most = each.mayMeet ? limit->high : evolution.getMinusSCEV(limit->high, constant(1));
    std::optional<Range> multiple = times({constant(0), most, limit->bits}, factor);
    all = multiple ? plus(*first, *multiple) : std::nullopt;
  }
  if (all)
    return LimitedValue{*first, each.compared, factor, *all};
  conditions.truncate(before);
  return std::nullopt;
}

// One of several values, of which each does not change in the loop or is a memory's size: sizes that are loaded behind some calls.
std::optional<Range> RangeOverRounds::ofChoice(llvm::Value *value) {
  llvm::SmallSetVector<llvm::Value *, 8> values;
  values.insert(value);
  std::optional<Range> result;
  for (size_t i = 0; i < values.size(); ++i) {
    const llvm::SCEV *each = evolution.getSCEV(values[i]);
    auto *phi = llvm::dyn_cast<llvm::PHINode>(values[i]);
    bool isInvariant = evolution.isLoopInvariant(each, &loop);
    if (!isInvariant && phi) {
      values.insert_range(phi->incoming_values());
      continue;
    }
    std::optional<Range> range = isInvariant ? ofInvariant(each) : ofMemorySize(*values[i]);
    if (!range || values.size() > maxChoices)
      return std::nullopt;
    result = result ? Range{evolution.getSMinExpr(result->low, range->low), evolution.getSMaxExpr(result->high, range->high),
                            std::max(result->bits, range->bits)}
                    : range;
  }
  return result;
}

// A size that is loaded in the loop, because calls might have changed it: it has only grown since before the loop.
std::optional<Range> RangeOverRounds::ofMemorySize(const llvm::Value &value) {
  auto *load = llvm::dyn_cast<llvm::LoadInst>(&value);
  if (!load || load->getMetadata(llvm::LLVMContext::MD_tbaa) != sizeTag)
    return std::nullopt;
  llvm::Instruction *before = loop.getLoopPreheader()->getTerminator();
  auto *address = llvm::dyn_cast<llvm::Instruction>(load->getPointerOperand());
  if (address && !dominators.dominates(address, before))
    return std::nullopt;
  llvm::Instruction *&size = sizesBefore[load->getPointerOperand()];
  if (!size) {
    size = load->clone();
    size->insertBefore(before->getIterator());
  }
  std::optional<Range> atFirst = ofInvariant(evolution.getSCEV(size));
  return atFirst ? Range{atFirst->low, constant(int64_t{1} << addressBits), addressBits} : atFirst;
}

// Signed, and the same in all rounds of all loops.
std::optional<Range> RangeOverRounds::step(const llvm::SCEV *value) {
  if (!evolution.isLoopInvariant(value, &loop))
    return std::nullopt;
  unsigned bits = evolution.getSignedRange(value).getMinSignedBits();
  const llvm::SCEV *wide = evolution.getNoopOrSignExtend(computed(value), i64);
  return Range{wide, wide, bits};
}

// How often an exit is passed by until an induction meets a value, on condition that it does. Null where that is not known before the
// loop: what it takes for the worst case in the midst of an outer loop would hardly ever hold.
const llvm::SCEV *RangeOverRounds::roundsIfMet(const llvm::Loop &of, const llvm::BasicBlock &exiting) {
  std::optional<WayToMeet> way = wayToMeet(of, exiting, evolution);
  if (!way || !isInteger(way->distance) || !evolution.isLoopInvariant(way->distance, &loop))
    return nullptr;
  const llvm::SCEV *step =
      evolution.getConstant(llvm::APInt::getOneBitSet(static_cast<unsigned>(widthOf(way->distance)), way->stepBits));
  const llvm::SCEV *rest = evolution.getNoopOrZeroExtend(evolution.getURemExpr(way->distance, step), i64);
  if (!requirePremise(evolution.getNegativeSCEV(rest)))
    return nullptr;
  return evolution.getUDivExpr(way->distance, step);
}

std::optional<Range> RangeOverRounds::rounds(const llvm::Loop &of) {
  llvm::BasicBlock *latch = of.getLoopLatch();
  llvm::SmallVector<llvm::BasicBlock *, 4> exiting;
  of.getExitingBlocks(exiting);
  if (auto *last = llvm::find(exiting, latch); last != exiting.end())
    std::rotate(exiting.begin(), last, std::next(last));
  for (llvm::BasicBlock *block : exiting) {
    if (!latch || !dominators.dominates(block, latch) || BoundsCheck::at(*block))
      continue;
    size_t before = conditions.size();
    const llvm::SCEV *count = evolution.getExitCount(&of, block);
    if (llvm::isa<llvm::SCEVCouldNotCompute>(count))
      count = roundsIfMet(of, *block);
    if (!count || !isInteger(count))
      continue;
    std::optional<Range> range = evolution.isLoopInvariant(count, &loop) ? ofInvariant(count) : exactly(count);
    if (range && range->bits > roundsBits) {
      range->bits = roundsBits;
      if (!requirePremise(evolution.getMinusSCEV(constant(int64_t{1} << roundsBits), range->high)))
        range.reset();
    }
    if (range)
      return range;
    conditions.truncate(before);
  }
  return std::nullopt;
}

std::optional<Range> RangeOverRounds::ofRecurrence(const llvm::SCEVAddRecExpr &recurrence) {
  if (!recurrence.isAffine() || !loop.contains(recurrence.getLoop()))
    return std::nullopt;
  std::optional<Range> start = of(recurrence.getStart()), each = step(recurrence.getStepRecurrence(evolution));
  std::optional<Range> last = start && each ? rounds(*recurrence.getLoop()) : std::nullopt;
  if (!last || each->bits + last->bits > maxBits)
    return std::nullopt;
  const llvm::SCEV *distance = evolution.getMulExpr(each->high, last->high);
  unsigned bits = std::max(start->bits, each->bits + last->bits) + 1;
  if (bits > maxBits)
    return std::nullopt;
  return Range{evolution.getAddExpr(start->low, evolution.getSMinExpr(constant(0), distance)),
               evolution.getAddExpr(start->high, evolution.getSMaxExpr(constant(0), distance)), bits};
}

}  // namespace wasmc

#include "codegen/passes/LastByte.h"

#include <llvm/Analysis/ConstantFolding.h>
#include <llvm/Analysis/ValueTracking.h>
#include <llvm/Analysis/VectorUtils.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/Support/KnownBits.h>

namespace wasmc {
namespace {

using Place = std::optional<BytePlace>;

int laneCount(const llvm::Type *type) {
  const auto *vector = llvm::dyn_cast<llvm::FixedVectorType>(type);
  return vector ? static_cast<int>(vector->getNumElements()) : 1;
}

unsigned laneWidth(const llvm::Type *type) {
  unsigned width = type->getScalarSizeInBits();
  return width ? width : 64;  // pointers; aggregates as a whole
}

// All bits of the same lane depend on it.
Place spread(BytePlace place, const llvm::Type *type) { return BytePlace{place.lane, 0, laneWidth(type)}; }

// The bits of an integer constant in the lane; none unless they are known.
std::optional<llvm::APInt> constantLane(const llvm::Value *value, int lane) {
  const auto *constant = llvm::dyn_cast<llvm::Constant>(value);
  if (constant && constant->getType()->isVectorTy())
    constant = lane >= 0 ? constant->getAggregateElement(static_cast<unsigned>(lane)) : constant->getSplatValue();
  const auto *number = llvm::dyn_cast_or_null<llvm::ConstantInt>(constant);
  return number ? std::optional(number->getValue()) : std::nullopt;
}

// What LLVM knows of the lane, or of every lane.
llvm::KnownBits knownBits(const llvm::Value *value, int lane, const llvm::DataLayout &layout) {
  auto count = static_cast<unsigned>(laneCount(value->getType()));
  bool isOne = lane >= 0 && value->getType()->isVectorTy();
  auto lanes = isOne ? llvm::APInt::getOneBitSet(count, static_cast<unsigned>(lane)) : llvm::APInt::getAllOnes(count);
  return llvm::computeKnownBits(value, lanes, layout);
}

Place nonEmpty(BytePlace place) { return place.low < place.high ? Place(place) : std::nullopt; }

Place shiftedUp(BytePlace place, unsigned distance, const llvm::Type *type) {
  return nonEmpty({place.lane, place.low + distance, std::min(place.high + distance, laneWidth(type))});
}

Place shiftedDown(BytePlace place, unsigned distance) {
  return nonEmpty({place.lane, place.low - std::min(place.low, distance), place.high - std::min(place.high, distance)});
}

Place shifted(BytePlace place, const llvm::BinaryOperator &shift) {
  std::optional<llvm::APInt> count = constantLane(shift.getOperand(1), place.lane);
  if (!count)
    return llvm::isa<llvm::Constant>(shift.getOperand(1)) ? std::nullopt : spread(place, shift.getType());
  auto distance = static_cast<unsigned>(count->getLimitedValue(laneWidth(shift.getType())));
  return shift.getOpcode() == llvm::Instruction::Shl ? shiftedUp(place, distance, shift.getType()) : shiftedDown(place, distance);
}

// As in a sum; and a factor's trailing zeros shift the other.
Place multiplied(BytePlace place, const llvm::BinaryOperator &product, const llvm::Use &operand) {
  const llvm::Value *factor = product.getOperand(1 - operand.getOperandNo());
  const unsigned shift = knownBits(factor, place.lane, product.getDataLayout()).countMinTrailingZeros();
  return nonEmpty({place.lane, place.low + shift, laneWidth(product.getType())});
}

// and, or: a constant decides some bits by itself.
Place masked(BytePlace place, const llvm::BinaryOperator &operation, const llvm::Use &operand) {
  const llvm::Value *other = operation.getOperand(1 - operand.getOperandNo());
  if (!llvm::isa<llvm::Constant>(other))
    return place;
  std::optional<llvm::APInt> mask = constantLane(other, place.lane);
  if (!mask)
    return std::nullopt;
  if (operation.getOpcode() == llvm::Instruction::Or)
    mask->flipAllBits();
  return mask->extractBits(place.high - place.low, place.low).isZero() ? std::nullopt : Place(place);
}

Place ofBinary(BytePlace place, const llvm::BinaryOperator &operation, const llvm::Use &operand) {
  switch (operation.getOpcode()) {
  case llvm::Instruction::Xor: return place;
  case llvm::Instruction::Add:  // bits depend on the same and lower ones
  case llvm::Instruction::Sub: return BytePlace{place.lane, place.low, laneWidth(operation.getType())};
  case llvm::Instruction::Mul: return multiplied(place, operation, operand);
  case llvm::Instruction::And:
  case llvm::Instruction::Or: return masked(place, operation, operand);
  case llvm::Instruction::Shl:
  case llvm::Instruction::LShr:
  case llvm::Instruction::AShr: return operand.getOperandNo() == 0 ? shifted(place, operation) : spread(place, operation.getType());
  default: return spread(place, operation.getType());
  }
}

// Which bits of a number decide how it compares with the constant.
llvm::APInt decidingBits(llvm::CmpInst::Predicate predicate, const llvm::APInt &constant) {
  auto all = llvm::APInt::getAllOnes(constant.getBitWidth());
  bool trueIfNegative;
  if (llvm::isSignBitCheck(predicate, constant, trueIfNegative))
    return llvm::APInt::getSignMask(constant.getBitWidth());
  switch (predicate) {
  case llvm::CmpInst::ICMP_UGT:
  case llvm::CmpInst::ICMP_ULE: all.clearLowBits(constant.countr_one()); return all;
  case llvm::CmpInst::ICMP_ULT:
  case llvm::CmpInst::ICMP_UGE: all.clearLowBits(constant.countr_zero()); return all;
  default: return all;
  }
}

Place ofComparison(BytePlace place, const llvm::ICmpInst &comparison, const llvm::Use &operand) {
  const llvm::Value *other = comparison.getOperand(1 - operand.getOperandNo());
  if (!llvm::isa<llvm::Constant>(other) || other->getType()->isPtrOrPtrVectorTy())
    return spread(place, comparison.getType());
  std::optional<llvm::APInt> constant = constantLane(other, place.lane);
  if (!constant)
    return std::nullopt;
  auto predicate = operand.getOperandNo() == 0 ? comparison.getPredicate() : comparison.getSwappedPredicate();
  bool isDecided = decidingBits(predicate, *constant).extractBits(place.high - place.low, place.low).isZero();
  return isDecided ? std::nullopt : spread(place, comparison.getType());
}

// LLVM may know bits of an integer that it can't ask for any more (withoutKnown) once they are a float's.
bool hidesKnownBits(const llvm::CastInst &cast, int lane) {
  return cast.getDestTy()->isFPOrFPVectorTy() && cast.getSrcTy()->isIntOrIntVectorTy() &&
         !knownBits(cast.getOperand(0), lane, cast.getDataLayout()).isUnknown();
}

Place ofBitCast(BytePlace place, const llvm::CastInst &cast) {
  const llvm::Type *from = cast.getSrcTy(), *to = cast.getDestTy();
  if (hidesKnownBits(cast, place.lane))
    return std::nullopt;
  if (laneCount(from) == laneCount(to))
    return place;
  if (place.lane == BytePlace::unknownLane)
    return std::nullopt;
  unsigned lane = static_cast<unsigned>(place.lane == BytePlace::everyLane ? laneCount(from) - 1 : place.lane);
  unsigned position = lane * laneWidth(from) + place.low, width = laneWidth(to);
  unsigned low = position % width;
  return BytePlace{static_cast<int>(position / width), low, std::min(low + place.high - place.low, width)};
}

Place ofCast(BytePlace place, const llvm::CastInst &cast) {
  switch (cast.getOpcode()) {
  case llvm::Instruction::BitCast: return ofBitCast(place, cast);
  case llvm::Instruction::ZExt:
  case llvm::Instruction::SExt: return place;
  case llvm::Instruction::Trunc:
    return nonEmpty({place.lane, place.low, std::min(place.high, laneWidth(cast.getType()))});
  default: return spread(place, cast.getType());
  }
}

Place ofExtract(BytePlace place, const llvm::ExtractElementInst &extract) {
  const auto *index = llvm::dyn_cast<llvm::ConstantInt>(extract.getIndexOperand());
  bool isThere = place.lane == BytePlace::everyLane || (index && place.lane >= 0 && index->equalsInt(place.lane));
  return isThere ? Place(BytePlace{0, place.low, place.high}) : std::nullopt;
}

Place ofInsert(BytePlace place, const llvm::InsertElementInst &insert, const llvm::Use &operand) {
  const auto *index = llvm::dyn_cast<llvm::ConstantInt>(insert.getOperand(2));
  if (!index || operand.getOperandNo() == 2)
    return std::nullopt;
  if (operand.getOperandNo() == 1)
    return BytePlace{static_cast<int>(index->getZExtValue()), place.low, place.high};
  return place.lane >= 0 && !index->equalsInt(place.lane) ? Place(place) : std::nullopt;
}

Place ofShuffle(BytePlace place, const llvm::ShuffleVectorInst &shuffle, const llvm::Use &operand) {
  int first = operand.getOperandNo() == 0 ? 0 : laneCount(operand->getType());
  int found = 0;
  std::optional<int> lane;
  for (int i = 0; i < laneCount(shuffle.getType()); ++i) {
    int source = shuffle.getMaskValue(static_cast<unsigned>(i)) - first;
    bool isIt = place.lane == BytePlace::everyLane ? source >= 0 && source < laneCount(operand->getType()) : source == place.lane;
    if (!isIt)
      continue;
    ++found;
    lane = i;
  }
  if (!lane || place.lane == BytePlace::unknownLane)
    return std::nullopt;
  return BytePlace{found == laneCount(shuffle.getType()) ? BytePlace::everyLane : *lane, place.low, place.high};
}

// The sign of one number with the rest of another.
Place ofCopySign(BytePlace place, const llvm::IntrinsicInst &call, const llvm::Use &operand) {
  unsigned sign = laneWidth(call.getType()) - 1;
  if (operand.getOperandNo() == 0)
    return nonEmpty({place.lane, place.low, std::min(place.high, sign)});
  return nonEmpty({place.lane, std::max(place.low, sign), place.high});
}

// fshl, fshr by a constant: a window of the first operand's bits with the second's behind them.
Place ofFunnelShift(BytePlace place, const llvm::IntrinsicInst &call, const llvm::Use &operand) {
  const unsigned width = laneWidth(call.getType());
  if (operand.getOperandNo() == 2)
    return place.low < llvm::Log2_32_Ceil(width) ? spread(place, call.getType()) : std::nullopt;
  std::optional<llvm::APInt> count = constantLane(call.getArgOperand(2), place.lane);
  if (!count)
    return llvm::isa<llvm::Constant>(call.getArgOperand(2)) ? std::nullopt : spread(place, call.getType());
  auto up = static_cast<unsigned>(count->urem(width));
  if (call.getIntrinsicID() == llvm::Intrinsic::fshr)
    up = (width - up) % width;  // by 0 it yields the second operand, not the first
  bool isWhole = up == 0, yieldsFirst = call.getIntrinsicID() == llvm::Intrinsic::fshl;
  if (isWhole)
    return (operand.getOperandNo() == 0) == yieldsFirst ? Place(place) : std::nullopt;
  return operand.getOperandNo() == 0 ? shiftedUp(place, up, call.getType()) : shiftedDown(place, width - up);
}

// Of intrinsics without effects: those for each lane by itself keep the lane.
Place ofIntrinsic(BytePlace place, const llvm::IntrinsicInst &call, const llvm::Use &operand) {
  unsigned width = laneWidth(call.getType());
  switch (call.getIntrinsicID()) {
  case llvm::Intrinsic::fabs: return nonEmpty({place.lane, place.low, std::min(place.high, width - 1)});
  case llvm::Intrinsic::copysign: return ofCopySign(place, call, operand);
  case llvm::Intrinsic::bitreverse:
  case llvm::Intrinsic::bswap: return BytePlace{place.lane, width - place.high, width - place.low};
  case llvm::Intrinsic::fshl:
  case llvm::Intrinsic::fshr: return ofFunnelShift(place, call, operand);
  case llvm::Intrinsic::vector_reduce_add:
  case llvm::Intrinsic::vector_reduce_and:
  case llvm::Intrinsic::vector_reduce_or:
  case llvm::Intrinsic::vector_reduce_xor: return BytePlace{0, place.low, place.high};
  default: break;
  }
  if (!llvm::isTriviallyVectorizable(call.getIntrinsicID()))
    place.lane = call.getType()->isVectorTy() ? BytePlace::unknownLane : 0;
  return spread(place, call.getType());
}

// Given where the byte is in an operand of an instruction, where the instruction puts it.
Place pass(BytePlace place, const llvm::Use &operand) {
  const auto *user = llvm::cast<llvm::Instruction>(operand.getUser());
  if (const auto *operation = llvm::dyn_cast<llvm::BinaryOperator>(user))
    return ofBinary(place, *operation, operand);
  if (const auto *comparison = llvm::dyn_cast<llvm::ICmpInst>(user))
    return ofComparison(place, *comparison, operand);
  if (const auto *cast = llvm::dyn_cast<llvm::CastInst>(user))
    return ofCast(place, *cast);
  if (const auto *extract = llvm::dyn_cast<llvm::ExtractElementInst>(user))
    return ofExtract(place, *extract);
  if (const auto *insert = llvm::dyn_cast<llvm::InsertElementInst>(user))
    return ofInsert(place, *insert, operand);
  if (const auto *shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(user))
    return ofShuffle(place, *shuffle, operand);
  if (const auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(user))
    return ofIntrinsic(place, *intrinsic, operand);
  if (llvm::isa<llvm::PHINode, llvm::FreezeInst>(user) || user->getOpcode() == llvm::Instruction::FNeg)
    return place;
  if (const auto *select = llvm::dyn_cast<llvm::SelectInst>(user)) {
    if (llvm::isa<llvm::Constant>(select->getCondition()))
      return std::nullopt;
    if (operand.getOperandNo() > 0)
      return place;
    return BytePlace{user->getType()->isVectorTy() ? BytePlace::unknownLane : 0, 0, laneWidth(user->getType())};
  }
  if (laneCount(user->getType()) != laneCount(operand->getType()))
    place.lane = user->getType()->isVectorTy() ? BytePlace::unknownLane : 0;
  return spread(place, user->getType());
}

// What a value is if a condition that it depends on, and on nothing else, is true, and what if it is false.
struct TwoValues {
  const llvm::Value *condition;  // null: the value is a constant
  llvm::Constant *ifTrue, *ifFalse;
};

// LLVM computes with both (`select` of constants), whatever the operations in between are.
std::optional<TwoValues> twoValues(llvm::Value *value, const llvm::DataLayout &layout, unsigned depth = 0) {
  constexpr unsigned maxDepth = 8;
  if (auto *constant = llvm::dyn_cast<llvm::Constant>(value))
    return TwoValues{nullptr, constant, constant};
  auto *instruction = llvm::dyn_cast<llvm::Instruction>(value);
  if (!instruction || depth == maxDepth || llvm::isa<llvm::PHINode, llvm::LoadInst>(instruction))
    return std::nullopt;
  std::optional<TwoValues> itself;
  if (value->getType()->isIntegerTy(1))
    itself = TwoValues{value, llvm::ConstantInt::getTrue(value->getContext()), llvm::ConstantInt::getFalse(value->getContext())};
  const llvm::Value *condition = nullptr;
  llvm::SmallVector<llvm::Constant *, 4> ifTrue, ifFalse;
  for (llvm::Value *operand : instruction->operands()) {
    std::optional<TwoValues> values = twoValues(operand, layout, depth + 1);
    if (!values || (condition && values->condition && values->condition != condition))
      return itself;
    condition = values->condition ? values->condition : condition;
    ifTrue.push_back(values->ifTrue);
    ifFalse.push_back(values->ifFalse);
  }
  if (!condition)
    return itself;
  llvm::Constant *first = llvm::ConstantFoldInstOperands(instruction, ifTrue, layout);
  llvm::Constant *second = llvm::ConstantFoldInstOperands(instruction, ifFalse, layout);
  return first && second ? std::optional(TwoValues{condition, first, second}) : itself;
}

// The place without the bits at its ends that LLVM knows whatever the instruction's operands are; none if it knows all.
Place withoutKnown(BytePlace place, llvm::Instruction &instruction) {
  std::optional<TwoValues> values = twoValues(&instruction, instruction.getDataLayout());
  if (values && values->ifTrue == values->ifFalse)
    return std::nullopt;
  const llvm::Type *type = instruction.getType();
  if (!type->isIntOrIntVectorTy() || llvm::isa<llvm::LoadInst, llvm::PHINode>(instruction))
    return place;
  auto bitsOf = [&](const llvm::Value *value) { return knownBits(value, place.lane, instruction.getDataLayout()); };
  if (const auto *comparison = llvm::dyn_cast<llvm::ICmpInst>(&instruction)) {
    const llvm::Value *first = comparison->getOperand(0), *second = comparison->getOperand(1);
    bool isKnown = llvm::ICmpInst::compare(bitsOf(first), bitsOf(second), comparison->getPredicate()).has_value();
    return isKnown ? std::nullopt : Place(place);
  }
  llvm::KnownBits known = bitsOf(&instruction);
  llvm::APInt there = (known.Zero | known.One).extractBits(place.high - place.low, place.low);
  if (there.isAllOnes())
    return std::nullopt;
  return BytePlace{place.lane, place.low + there.countr_one(), place.high - there.countl_one()};
}

}  // namespace

BytePlace BytePlace::ofLoad(const llvm::LoadInst &load) {
  unsigned width = laneWidth(load.getType());
  return {laneCount(load.getType()) - 1, width - std::min(width, 8u), width};
}

std::optional<BytePlace> follow(BytePlace place, const llvm::Use &operand) {
  Place next = pass(place, operand);
  return next ? withoutKnown(*next, *llvm::cast<llvm::Instruction>(operand.getUser())) : std::nullopt;
}

}  // namespace wasmc

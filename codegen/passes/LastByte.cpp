#include "codegen/passes/LastByte.h"

#include <llvm/Analysis/VectorUtils.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/IntrinsicInst.h>

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

Place shifted(BytePlace place, const llvm::BinaryOperator &shift) {
  std::optional<llvm::APInt> count = constantLane(shift.getOperand(1), place.lane);
  if (!count)
    return llvm::isa<llvm::Constant>(shift.getOperand(1)) ? std::nullopt : spread(place, shift.getType());
  auto distance = static_cast<unsigned>(count->getLimitedValue(laneWidth(shift.getType())));
  if (shift.getOpcode() == llvm::Instruction::Shl) {
    place.low += distance;
    place.high = std::min(place.high + distance, laneWidth(shift.getType()));
  } else {
    place.low -= std::min(place.low, distance);
    place.high -= std::min(place.high, distance);
  }
  return place.low < place.high ? Place(place) : std::nullopt;
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
  case llvm::Instruction::Add:
  case llvm::Instruction::Sub:
  case llvm::Instruction::Mul:
  case llvm::Instruction::Xor: return place;  // lower bits never depend on higher ones
  case llvm::Instruction::And:
  case llvm::Instruction::Or: return masked(place, operation, operand);
  case llvm::Instruction::Shl:
  case llvm::Instruction::LShr:
  case llvm::Instruction::AShr: return operand.getOperandNo() == 0 ? shifted(place, operation) : spread(place, operation.getType());
  default: return spread(place, operation.getType());
  }
}

Place ofBitCast(BytePlace place, const llvm::CastInst &cast) {
  const llvm::Type *from = cast.getSrcTy(), *to = cast.getDestTy();
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
    place.high = std::min(place.high, laneWidth(cast.getType()));
    return place.low < place.high ? Place(place) : std::nullopt;
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

// Of intrinsics without effects: those for each lane by itself keep the lane.
Place ofIntrinsic(BytePlace place, const llvm::IntrinsicInst &call) {
  if (!llvm::isTriviallyVectorizable(call.getIntrinsicID()))
    place.lane = call.getType()->isVectorTy() ? BytePlace::unknownLane : 0;
  return spread(place, call.getType());
}

}  // namespace

BytePlace BytePlace::ofLoad(const llvm::LoadInst &load) {
  unsigned width = laneWidth(load.getType());
  return {laneCount(load.getType()) - 1, width - std::min(width, 8u), width};
}

std::optional<BytePlace> follow(BytePlace place, const llvm::Use &operand) {
  const auto *user = llvm::cast<llvm::Instruction>(operand.getUser());
  if (const auto *operation = llvm::dyn_cast<llvm::BinaryOperator>(user))
    return ofBinary(place, *operation, operand);
  if (const auto *cast = llvm::dyn_cast<llvm::CastInst>(user))
    return ofCast(place, *cast);
  if (const auto *extract = llvm::dyn_cast<llvm::ExtractElementInst>(user))
    return ofExtract(place, *extract);
  if (const auto *insert = llvm::dyn_cast<llvm::InsertElementInst>(user))
    return ofInsert(place, *insert, operand);
  if (const auto *shuffle = llvm::dyn_cast<llvm::ShuffleVectorInst>(user))
    return ofShuffle(place, *shuffle, operand);
  if (const auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(user))
    return ofIntrinsic(place, *intrinsic);
  if (const auto *select = llvm::dyn_cast<llvm::SelectInst>(user)) {
    if (llvm::isa<llvm::Constant>(select->getCondition()))
      return std::nullopt;
    bool isCondition = operand.getOperandNo() == 0;
    return isCondition ? BytePlace{BytePlace::unknownLane, 0, laneWidth(user->getType())} : place;
  }
  if (laneCount(user->getType()) != laneCount(operand->getType()))
    place.lane = user->getType()->isVectorTy() ? BytePlace::unknownLane : 0;
  return spread(place, user->getType());
}

}  // namespace wasmc

#include "codegen/passes/RoundCopies.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/IR/DataLayout.h>
#include <llvm/IR/IntrinsicInst.h>

namespace wasmc {
namespace {

constexpr unsigned maxComparisons = 4096;  // guesses could make it exponential

// A pin (PinGuestLoads) or a remark: nothing that the loop does.
bool isMark(const llvm::Instruction &instruction) {
  const auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
  return intrinsic && (intrinsic->getIntrinsicID() == llvm::Intrinsic::annotation || intrinsic->isAssumeLikeIntrinsic());
}

bool isSimpleAccess(const llvm::Instruction &instruction) {
  const auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
  const auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
  return (load && load->isSimple()) || (store && store->isSimple());
}

bool matters(const llvm::Instruction &instruction) {
  return !isMark(instruction) && !instruction.isTerminator() &&
         (instruction.mayReadOrWriteMemory() || instruction.mayHaveSideEffects());
}

}  // namespace

RoundCopies::RoundCopies(const llvm::Loop &loop, llvm::ScalarEvolution &evolution, unsigned count)
    : loop(loop), block(*loop.getHeader()), evolution(evolution), count(count), images(count) {
  for (llvm::Instruction &instruction : block)
    if (isSimpleAccess(instruction)) {
      storesBefore[&instruction] = static_cast<unsigned>(allStores.size());
      if (auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction))
        allStores.push_back(store);
    }
}

bool RoundCopies::match() {
  if (allStores.size() % count || storesBefore.empty())
    return false;
  size_t storesPerCopy = allStores.size() / count;
  for (unsigned copy = 1; copy < count; ++copy)
    for (size_t i = 0; i < storesPerCopy; ++i)
      if (!same(allStores[i], allStores[copy * storesPerCopy + i], copy))
        return false;
  return matchCarried() && isComplete();
}

// Carried phis are those that something needs, in the body or behind the loop. Matching one may bring others to light.
bool RoundCopies::matchCarried() {
  for (llvm::PHINode &phi : block.phis()) {
    auto *carried = llvm::dyn_cast<llvm::Instruction>(phi.getIncomingValueForBlock(&block));
    if (!carried)  // the same in all rounds
      return false;
    bool isNeeded = llvm::any_of(carried->users(), [&](auto *user) { return !loop.contains(llvm::cast<llvm::Instruction>(user)); });
    if (!next.contains(&phi) && !slope(&phi) && isNeeded && !matchReduction(phi))
      return false;
  }
  for (size_t i = 0; i < next.size(); ++i) {
    auto [phi, value] = next.begin()[i];
    if (!same(value, phi->getIncomingValueForBlock(&block), count - 1))
      return false;
  }
  return true;
}

// Guesses which operation on the phi is the body's: one like that which makes the phi's next value.
bool RoundCopies::matchReduction(llvm::PHINode &phi) {
  auto *last = llvm::dyn_cast<llvm::Instruction>(phi.getIncomingValueForBlock(&block));
  if (!last || !loop.contains(last))
    return false;
  for (llvm::User *user : phi.users()) {
    auto *first = llvm::cast<llvm::Instruction>(user);
    if (!loop.contains(first) || first->getOpcode() != last->getOpcode())
      continue;
    size_t mark = notes.size();
    next[&phi] = first;
    notes.emplace_back(0, &phi);
    if (same(first, last, count - 1))
      return true;
    forget(mark);
  }
  return false;
}

// Whether `other` stands for the body's `value` in a copy; notes it, and what follows for others.
bool RoundCopies::same(llvm::Value *value, llvm::Value *other, unsigned copy) {
  if (copy == 0 || loop.isLoopInvariant(value))
    return value == other;
  if (llvm::Value *known = images[copy].lookup(value))
    return known == other || isStepAhead(value, other, copy);  // the same address can be computed twice
  if (value->getType() != other->getType() || loop.isLoopInvariant(other) || ++comparisons > maxComparisons)
    return false;
  size_t mark = notes.size();
  images[copy][value] = other;
  notes.emplace_back(copy, value);
  if (isStepAhead(value, other, copy))
    return true;
  bool isSame = false;
  auto *phi = llvm::dyn_cast<llvm::PHINode>(value);
  if (phi)
    isSame = sameCarried(*phi, other, copy);
  else if (auto *instruction = llvm::cast<llvm::Instruction>(value); auto *counterpart = llvm::dyn_cast<llvm::Instruction>(other))
    isSame = sameOperation(*instruction, *counterpart, copy);
  if (!isSame)
    forget(mark);
  return isSame;
}

bool RoundCopies::isStepAhead(llvm::Value *value, llvm::Value *other, unsigned copy) {
  std::optional<llvm::APInt> step = slope(value);
  if (!step)
    return false;
  auto *distance = llvm::dyn_cast<llvm::SCEVConstant>(evolution.getMinusSCEV(evolution.getSCEV(other), evolution.getSCEV(value)));
  return distance && distance->getAPInt() == *step * copy;
}

bool RoundCopies::sameCarried(llvm::PHINode &phi, llvm::Value *other, unsigned copy) {
  if (slope(&phi))
    return false;  // an induction
  if (copy == 1 && !next.contains(&phi)) {
    next[&phi] = other;
    notes.emplace_back(0, &phi);
    return true;
  }
  auto known = next.find(&phi);
  return known != next.end() && same(known->second, other, copy - 1);
}

bool RoundCopies::sameOperation(llvm::Instruction &instruction, llvm::Instruction &other, unsigned copy) {
  if (llvm::isa<llvm::PHINode>(other) || !instruction.isSameOperationAs(&other) || isMark(instruction))
    return false;
  if (isSimpleAccess(instruction)) {
    if (!isInPlace(instruction, other, copy))
      return false;
  } else if (matters(instruction)) {
    return false;
  }
  if (sameOperands(instruction, other, copy, false))
    return true;
  return instruction.isCommutative() && sameOperands(instruction, other, copy, true);
}

bool RoundCopies::sameOperands(llvm::Instruction &instruction, llvm::Instruction &other, unsigned copy, bool isSwapped) {
  size_t mark = notes.size();
  for (unsigned i = 0; i < instruction.getNumOperands(); ++i)
    if (!same(instruction.getOperand(i), other.getOperand(isSwapped && i < 2 ? 1 - i : i), copy)) {
      forget(mark);
      return false;
    }
  return true;
}

// Whether as many stores precede the access as in the shorter loop: then loads and stores stay in order.
bool RoundCopies::isInPlace(const llvm::Instruction &instruction, const llvm::Instruction &other, unsigned copy) const {
  return instruction.getMetadata(llvm::LLVMContext::MD_tbaa) == other.getMetadata(llvm::LLVMContext::MD_tbaa) &&
         storesBefore.at(&other) == storesBefore.at(&instruction) + copy * stores().size();
}

// Whether every instruction that matters has a place in some copy, and what is used behind the loop is the last copy's or an
// induction's next value.
bool RoundCopies::isComplete() const {
  llvm::SmallPtrSet<const llvm::Value *, 32> placed, last;
  for (unsigned copy = 1; copy < count; ++copy)
    for (auto [value, other] : images[copy]) {
      placed.insert(value);
      placed.insert(other);
      if (copy == count - 1)
        last.insert(other);
    }
  for (llvm::PHINode &phi : block.phis())
    if (slopes.contains(&phi) && slopes.at(&phi))
      last.insert(phi.getIncomingValueForBlock(&block));
  return llvm::all_of(block, [&](const llvm::Instruction &instruction) {
    bool isUsedBehind =
        llvm::any_of(instruction.users(), [&](const auto *user) { return !loop.contains(llvm::cast<llvm::Instruction>(user)); });
    return (!matters(instruction) || placed.contains(&instruction)) && (!isUsedBehind || last.contains(&instruction));
  });
}

std::optional<llvm::APInt> RoundCopies::slope(const llvm::Value *value) {
  llvm::Type *type = value->getType();
  if (!type->isIntegerTy() && !type->isPointerTy())
    return std::nullopt;
  const auto *instruction = llvm::dyn_cast<llvm::Instruction>(value);
  if (!instruction || !loop.contains(instruction))
    return llvm::APInt(type->isPointerTy() ? 64 : type->getIntegerBitWidth(), 0);
  auto [known, isNew] = slopes.try_emplace(value, std::nullopt);
  if (!isNew)
    return known->second;
  std::optional<llvm::APInt> result = slopeOfOperation(*instruction);
  slopes[value] = result;
  return result;
}

std::optional<llvm::APInt> RoundCopies::slopeOfOperation(const llvm::Instruction &instruction) {
  if (const auto *phi = llvm::dyn_cast<llvm::PHINode>(&instruction)) {
    auto *recurrence = llvm::dyn_cast<llvm::SCEVAddRecExpr>(evolution.getSCEV(const_cast<llvm::PHINode *>(phi)));
    if (!recurrence || recurrence->getLoop() != &loop || !recurrence->isAffine())
      return std::nullopt;
    auto *step = llvm::dyn_cast<llvm::SCEVConstant>(recurrence->getStepRecurrence(evolution));
    if (!step || step->getAPInt().srem(count) != 0)
      return std::nullopt;
    return step->getAPInt().sdiv(count);
  }
  unsigned opcode = instruction.getOpcode();
  bool isLinear = opcode == llvm::Instruction::Add || opcode == llvm::Instruction::Sub || opcode == llvm::Instruction::Trunc;
  const auto *factor =
      llvm::isa<llvm::BinaryOperator>(instruction) ? llvm::dyn_cast<llvm::ConstantInt>(instruction.getOperand(1)) : nullptr;
  bool isScaled = factor && (opcode == llvm::Instruction::Mul ||
                             (opcode == llvm::Instruction::Shl && factor->getValue().ult(factor->getBitWidth())));
  const auto *gep = llvm::dyn_cast<llvm::GetElementPtrInst>(&instruction);
  bool isAddress = gep && gep->getSourceElementType()->isIntegerTy(8) && gep->getNumIndices() == 1 &&
                   gep->getOperand(1)->getType()->isIntegerTy(64);
  if (!isLinear && !isScaled && !isAddress)
    return std::nullopt;
  std::optional<llvm::APInt> first = slope(instruction.getOperand(0));
  if (!first)
    return std::nullopt;
  if (opcode == llvm::Instruction::Trunc)
    return first->trunc(instruction.getType()->getIntegerBitWidth());
  if (isScaled)
    return opcode == llvm::Instruction::Mul ? *first * factor->getValue() : first->shl(factor->getValue());
  std::optional<llvm::APInt> second = slope(instruction.getOperand(1));
  if (!second)
    return std::nullopt;
  return opcode == llvm::Instruction::Sub ? *first - *second : *first + *second;
}

void RoundCopies::forget(size_t mark) {
  while (notes.size() > mark) {
    auto [copy, value] = notes.pop_back_val();
    if (copy)
      images[copy].erase(value);
    else
      next.erase(llvm::cast<llvm::PHINode>(const_cast<llvm::Value *>(value)));
  }
}

}  // namespace wasmc

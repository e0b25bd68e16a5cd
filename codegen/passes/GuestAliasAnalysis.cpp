#include "codegen/passes/GuestAliasAnalysis.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/Operator.h>
#include <llvm/IR/PatternMatch.h>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;

constexpr unsigned maxSteps = 8;

struct Address {
  const llvm::Value *base = nullptr;  // null: 0
  const llvm::Value *root = nullptr;  // the index is root + constant, i32; null: there is none
  int64_t constant = 0;
  int64_t offset = 0;
};

// The index of a GEP over bytes if it was extended from 32 bits.
bool addIndex(const llvm::GEPOperator &gep, Address &address) {
  const llvm::Value *index;
  if (address.root || gep.getNumIndices() != 1 || !gep.getSourceElementType()->isIntegerTy(8) ||
      !match(gep.getOperand(1), m_ZExt(m_Value(index))) || !index->getType()->isIntegerTy(32))
    return false;
  const llvm::Value *rest;
  const llvm::APInt *summand;
  if (match(index, m_AddLike(m_Value(rest), m_APInt(summand)))) {
    address.constant = summand->getSExtValue();
    index = rest;
  }
  address.root = index;
  return true;
}

std::optional<Address> decompose(const llvm::Value *pointer, const llvm::DataLayout &layout) {
  Address address;
  for (unsigned step = 0; step < maxSteps; ++step) {
    const auto *gep = llvm::dyn_cast<llvm::GEPOperator>(pointer);
    if (!gep)
      break;
    llvm::APInt constant(layout.getIndexTypeSizeInBits(gep->getType()), 0);
    if (gep->accumulateConstantOffset(layout, constant) && constant.getSignificantBits() <= 40)
      address.offset += constant.getSExtValue();
    else if (!addIndex(*gep, address))
      return std::nullopt;
    pointer = gep->getPointerOperand();
  }
  if (const auto *constant = llvm::dyn_cast<llvm::ConstantExpr>(pointer);
      constant && constant->getOpcode() == llvm::Instruction::IntToPtr) {
    const auto *number = llvm::dyn_cast<llvm::ConstantInt>(constant->getOperand(0));
    if (!number || number->getBitWidth() != 64 || number->getValue().getActiveBits() > 40)
      return std::nullopt;
    address.offset += number->getSExtValue();
    pointer = nullptr;
  }
  address.base = pointer;
  return address;
}

// Whether the value is the same in both accesses, which may be of different rounds of a loop.
bool isSame(const llvm::Value *value, const llvm::AAQueryInfo &query) {
  const auto *instruction = llvm::dyn_cast_or_null<llvm::Instruction>(value);
  return !query.MayBeCrossIteration || !instruction || instruction->getParent()->isEntryBlock();
}

// Whether `above` bytes lie between where the second one starts and where the first one does, and neither reaches the other.
bool isApart(int64_t above, uint64_t firstSize, uint64_t secondSize) {
  return above >= 0 ? static_cast<uint64_t>(above) >= secondSize : static_cast<uint64_t>(-above) >= firstSize;
}

}  // namespace

llvm::AnalysisKey GuestAliasAnalysis::Key;

llvm::AliasResult GuestAliasResult::alias(const llvm::MemoryLocation &a, const llvm::MemoryLocation &b, llvm::AAQueryInfo &query,
                                          const llvm::Instruction *) {
  std::optional<Address> first = decompose(a.Ptr, layout);
  std::optional<Address> second = first ? decompose(b.Ptr, layout) : std::nullopt;
  if (!second || first->base != second->base || first->root != second->root || (first->base && !first->root) ||
      !isSame(first->base, query) || !isSame(first->root, query))
    return llvm::AliasResult::MayAlias;
  int64_t offsets = first->offset - second->offset;
  auto indices = static_cast<int64_t>(static_cast<uint32_t>(first->constant - second->constant));
  if (indices == 0 && offsets == 0)
    return llvm::AliasResult::MustAlias;
  if (!a.Size.hasValue() || !b.Size.hasValue() || a.Size.isScalable() || b.Size.isScalable())
    return llvm::AliasResult::MayAlias;
  uint64_t sizes[] = {a.Size.getValue().getFixedValue(), b.Size.getValue().getFixedValue()};
  bool isApartEver = isApart(offsets + indices, sizes[0], sizes[1]) &&
                     (indices == 0 || isApart(offsets + indices - (int64_t{1} << 32), sizes[0], sizes[1]));
  return isApartEver ? llvm::AliasResult::NoAlias : llvm::AliasResult::MayAlias;
}

}  // namespace wasmc

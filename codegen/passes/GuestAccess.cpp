#include "codegen/passes/GuestAccess.h"

#include "rt/abi/Layout.h"

#include <llvm/ADT/SetVector.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/DataLayout.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/Operator.h>
#include <llvm/IR/Type.h>

namespace wasmc {
namespace {

constexpr const char *boundedKind = "wasmc.bounded";

// Whether the pointer is what one of some loads says.
bool isLoaded(llvm::Value *pointer) {
  constexpr size_t maxPointers = 16;
  llvm::SmallSetVector<llvm::Value *, maxPointers> pointers;
  pointers.insert(pointer);
  for (size_t i = 0; i < pointers.size(); ++i)
    if (auto *phi = llvm::dyn_cast<llvm::PHINode>(pointers[i]))
      pointers.insert_range(phi->incoming_values());
    else if (!llvm::isa<llvm::LoadInst>(pointers[i]) || pointers.size() > maxPointers)
      return false;
  return true;
}

// Where a memory starts: the constant of the program model, which LLVM may have added an offset to, or what a load says, for nothing
// but the base is ever kept in memory as a pointer. No other pointer, which could have an index in it already.
llvm::Value *memoryBase(llvm::Value *pointer, int64_t &offset) {
  if (isLoaded(pointer))
    return pointer;
  auto *constant = llvm::dyn_cast<llvm::ConstantExpr>(pointer);
  if (!constant || constant->getOpcode() != llvm::Instruction::IntToPtr)
    return nullptr;
  auto *address = llvm::dyn_cast<llvm::ConstantInt>(constant->getOperand(0));
  if (!address || address->getBitWidth() != 64 || address->getZExtValue() > abi::fixedMemoryBase + GuestAccess::maxOffset)
    return nullptr;
  offset += address->getSExtValue() - static_cast<int64_t>(abi::fixedMemoryBase);
  return llvm::ConstantExpr::getIntToPtr(llvm::ConstantInt::get(address->getType(), abi::fixedMemoryBase), pointer->getType());
}

// The single index of a GEP over bytes if it was extended from 32 bits; null otherwise.
llvm::Value *extendedIndex(const llvm::GEPOperator &gep) {
  if (gep.getNumIndices() != 1 || !gep.getSourceElementType()->isIntegerTy(8))
    return nullptr;
  auto *extension = llvm::dyn_cast<llvm::ZExtInst>(gep.getOperand(1));
  return extension && extension->getSrcTy()->isIntegerTy(32) ? extension->getOperand(0) : nullptr;
}

}  // namespace

std::optional<GuestAccess> GuestAccess::find(llvm::Instruction &instruction, const llvm::MDNode *guestMemoryTag) {
  auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
  auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
  if (!(load && load->isSimple()) && !(store && store->isSimple()))
    return std::nullopt;
  if (instruction.getMetadata(llvm::LLVMContext::MD_tbaa) != guestMemoryTag)
    return std::nullopt;
  GuestAccess access{&instruction, nullptr, nullptr, 0};
  const llvm::DataLayout &layout = instruction.getDataLayout();
  llvm::Value *pointer = llvm::getLoadStorePointerOperand(&instruction);
  while (auto *gep = llvm::dyn_cast<llvm::GEPOperator>(pointer)) {
    llvm::APInt constant(64, 0);
    if (gep->accumulateConstantOffset(layout, constant)) {
      if (constant.isNegative() || constant.ugt(maxOffset))
        return std::nullopt;
      access.offset += constant.getSExtValue();
    } else if (access.index || !(access.index = extendedIndex(*gep))) {
      return std::nullopt;
    } else {
      access.indexing = gep;
    }
    pointer = gep->getPointerOperand();
  }
  access.base = memoryBase(pointer, access.offset);
  if (!access.base || !access.index || access.offset < 0 || access.offset > maxOffset)
    return std::nullopt;
  return access;
}

void GuestAccess::setPointer(llvm::Value *pointer) const {
  unsigned operand =
      llvm::isa<llvm::LoadInst>(instruction) ? llvm::LoadInst::getPointerOperandIndex() : llvm::StoreInst::getPointerOperandIndex();
  instruction->setOperand(operand, pointer);
}

void GuestAccess::setBounded(unsigned depth) const {
  llvm::LLVMContext &context = instruction->getContext();
  auto *number = llvm::ConstantInt::get(llvm::Type::getInt32Ty(context), depth);
  instruction->setMetadata(boundedKind, llvm::MDNode::get(context, llvm::ConstantAsMetadata::get(number)));
}

bool GuestAccess::isBounded(unsigned depth) const {
  const llvm::MDNode *mark = instruction->getMetadata(boundedKind);
  return mark && llvm::mdconst::extract<llvm::ConstantInt>(mark->getOperand(0))->getZExtValue() <= depth;
}

}  // namespace wasmc

#include "codegen/passes/PinGuestLoads.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Analysis/ValueTracking.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>

namespace wasmc {
namespace {

bool isPin(const llvm::Instruction &instruction) {
  const auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
  return intrinsic && intrinsic->getIntrinsicID() == llvm::Intrinsic::annotation;
}

// The load that a pin stands right behind; only the bit cast that annotations of floats need may lie between. Null if there is
// none: the load was merged with an earlier one, hoisted, or became a constant.
const llvm::LoadInst *pinnedLoad(const llvm::Instruction &pin) {
  const llvm::Instruction *previous = pin.getPrevNode();
  const llvm::Value *pinned = pin.getOperand(0);
  if (const auto *cast = llvm::dyn_cast<llvm::BitCastInst>(pinned); cast && cast == previous) {
    previous = previous->getPrevNode();
    pinned = cast->getOperand(0);
  }
  return pinned == previous ? llvm::dyn_cast_or_null<llvm::LoadInst>(previous) : nullptr;
}

void pin(llvm::LoadInst &load) {
  llvm::IRBuilder<> builder(load.getNextNode());
  llvm::Value *bits = builder.CreateBitCast(&load, builder.getIntNTy(load.getType()->getPrimitiveSizeInBits()));
  llvm::Constant *nothing = llvm::ConstantPointerNull::get(builder.getPtrTy());
  builder.CreateIntrinsic(llvm::Intrinsic::annotation, {bits->getType(), nothing->getType()},
                          {bits, nothing, nothing, builder.getInt32(0)});
}

}  // namespace

llvm::PreservedAnalyses PinGuestLoads::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  llvm::SmallPtrSet<const llvm::LoadInst *, 32> pinned;
  bool changed = false;
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    if (!isPin(instruction))
      continue;
    const llvm::LoadInst *load = pinnedLoad(instruction);
    if (load && pinned.insert(load).second)
      continue;
    instruction.eraseFromParent();
    changed = true;
  }
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
    if (!load || !isGuestLoad(*load, guestMemoryTag) || pinned.contains(load))
      continue;
    pin(*load);
    changed = true;
  }
  if (!changed)
    return llvm::PreservedAnalyses::all();
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

bool isGuestLoad(const llvm::LoadInst &load, const llvm::MDNode *guestMemoryTag) {
  if (const llvm::MDNode *tag = load.getMetadata(llvm::LLVMContext::MD_tbaa))
    return tag == guestMemoryTag;
  if (load.getType()->getPrimitiveSizeInBits().isZero())  // a pointer, which guests don't load
    return false;
  const llvm::Value *object = llvm::getUnderlyingObject(load.getPointerOperand());
  return !llvm::isa<llvm::AllocaInst, llvm::GlobalObject, llvm::Argument>(object);
}

void unpinGuestLoads(llvm::Function &function) {
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function)))
    if (isPin(instruction))
      instruction.eraseFromParent();
}

}  // namespace wasmc

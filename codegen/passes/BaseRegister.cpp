#include "codegen/passes/BaseRegister.h"

#include "codegen/passes/EveryRound.h"

#include "rt/abi/Layout.h"

#include <llvm/IR/Constants.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <optional>

namespace wasmc {
namespace {

// The distance from the memory's start of a constant address within its reservation.
std::optional<uint64_t> offsetInMemory(const llvm::Value *value) {
  const auto *expression = llvm::dyn_cast<llvm::ConstantExpr>(value);
  if (!expression || expression->getOpcode() != llvm::Instruction::IntToPtr)
    return std::nullopt;
  const auto *address = llvm::dyn_cast<llvm::ConstantInt>(expression->getOperand(0));
  if (!address || address->getBitWidth() != 64 || address->getZExtValue() < abi::fixedMemoryBase)
    return std::nullopt;
  uint64_t offset = address->getZExtValue() - abi::fixedMemoryBase;
  return offset < abi::guardReservation ? std::optional(offset) : std::nullopt;
}

// Whether each round of a loop adds one displacement to the address and nothing else: then base and displacement are one constant,
// which is in a register during the loop, and an access takes no addition at all. With the base alone there it would take one in
// each round. Not for an address that is taken in some rounds only: the register could cost more than it saves.
bool addsOneDisplacement(const llvm::Instruction &address, const llvm::LoopInfo &loops, const llvm::DominatorTree &dominators) {
  const llvm::Loop *loop = loops.getLoopFor(address.getParent());
  if (!loop || !runsInEveryRound(address, *loop, dominators))
    return false;
  std::optional<llvm::APInt> displacement;
  for (const llvm::User *user : address.users()) {
    llvm::APInt added(64, 0);
    const auto *gep = llvm::dyn_cast<llvm::GetElementPtrInst>(user);
    if (!gep || !gep->accumulateConstantOffset(gep->getDataLayout(), added) || (displacement && *displacement != added))
      return false;
    displacement = added;
  }
  return displacement.has_value();
}

llvm::Value *readRegister(llvm::Function &function, llvm::StringRef name) {
  llvm::IRBuilder<> builder(&function.getEntryBlock(), function.getEntryBlock().getFirstNonPHIOrDbgOrAlloca());
  llvm::LLVMContext &context = function.getContext();
  llvm::Value *node = llvm::MetadataAsValue::get(context, llvm::MDNode::get(context, llvm::MDString::get(context, name)));
  llvm::Value *number = builder.CreateIntrinsic(llvm::Intrinsic::read_register, {builder.getInt64Ty()}, {node});
  return builder.CreateIntToPtr(number, builder.getPtrTy(), "base");
}

}  // namespace

llvm::PreservedAnalyses BaseRegister::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  auto &dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
  llvm::SmallVector<llvm::Use *, 32> uses;
  for (llvm::Instruction &instruction : llvm::instructions(function))
    if (llvm::isa<llvm::GetElementPtrInst, llvm::LoadInst, llvm::StoreInst, llvm::AtomicRMWInst, llvm::AtomicCmpXchgInst>(
            instruction))
      for (llvm::Use &operand : instruction.operands())
        if (offsetInMemory(operand) && !addsOneDisplacement(instruction, loops, dominators))
          uses.push_back(&operand);
  if (uses.empty())
    return llvm::PreservedAnalyses::all();
  llvm::Value *base = readRegister(function, registerName);
  for (llvm::Use *use : uses) {
    llvm::IRBuilder<> builder(llvm::cast<llvm::Instruction>(use->getUser()));
    uint64_t offset = *offsetInMemory(*use);
    use->set(offset ? builder.CreatePtrAdd(base, builder.getInt64(offset), "", llvm::GEPNoWrapFlags::noUnsignedWrap()) : base);
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

#include "codegen/passes/VersionOverlaps.h"

#include "codegen/passes/StoreRange.h"

#include <llvm/Analysis/LoopInfo.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>
#include <llvm/Transforms/Utils/Cloning.h>
#include <llvm/Transforms/Utils/Local.h>
#include <llvm/Transforms/Vectorize/SLPVectorizer.h>
#include <llvm/Transforms/Vectorize/VectorCombine.h>

namespace wasmc {
namespace {

// Whether, for each pair of pointers, what is loaded from the one has no byte in common with what is stored at the other.
llvm::Value *areApart(const StoreRange &range, llvm::IRBuilder<> &builder) {
  llvm::Value *result = builder.getTrue();
  for (const auto &[pointers, bytes] : range.pairs) {
    llvm::Value *target = builder.CreatePtrToInt(pointers.first, builder.getInt64Ty());
    llvm::Value *source = builder.CreatePtrToInt(pointers.second, builder.getInt64Ty());
    auto constant = [&](int64_t value) { return builder.getInt64(static_cast<uint64_t>(value)); };
    llvm::Value *behind = constant(bytes.loaded.low - bytes.stored.low - bytes.stored.size());
    behind = builder.CreateAdd(builder.CreateSub(source, target), behind);
    llvm::Value *areApart = builder.CreateICmpULE(behind, constant(-bytes.stored.size() - bytes.loaded.size()));
    result = builder.CreateAnd(result, areApart);
  }
  return result;
}

// Moves a load, and the additions of its address, to before the first store.
void moveUp(llvm::Instruction &instruction, llvm::Instruction &store) {
  if (instruction.getParent() != store.getParent() || instruction.comesBefore(&store))
    return;
  unsigned operand = llvm::isa<llvm::LoadInst>(instruction) ? llvm::LoadInst::getPointerOperandIndex() : 0;
  if (auto *pointer = llvm::dyn_cast<llvm::Instruction>(instruction.getOperand(operand)))
    moveUp(*pointer, store);
  instruction.moveBefore(store.getIterator());
}

// What is used behind the range comes from whichever version ran.
void joinResults(llvm::BasicBlock &plain, llvm::BasicBlock &copy, llvm::BasicBlock &tail, llvm::ValueToValueMapTy &copies) {
  for (llvm::Instruction &instruction : plain) {
    if (!instruction.isUsedOutsideOfBlock(&plain))
      continue;
    auto *joined = llvm::PHINode::Create(instruction.getType(), 2, "", tail.begin());
    instruction.replaceUsesOutsideBlock(joined, &plain);
    joined->addIncoming(&instruction, &plain);
    joined->addIncoming(copies[&instruction], &copy);
  }
}

// The block of the range becomes a head, then either the copy or the range as it was, then the tail. Returns the branch to either.
llvm::BranchInst *version(const StoreRange &range) {
  for (llvm::Instruction *address : llvm::reverse(range.addresses))
    address->moveBefore(range.begin->getIterator());
  llvm::BasicBlock *head = range.begin->getParent(), *plain = llvm::SplitBlock(head, range.begin);
  llvm::BasicBlock *tail = llvm::SplitBlock(plain, range.stores.back()->getNextNode());
  llvm::ValueToValueMapTy copies;
  llvm::BasicBlock *copy = llvm::CloneBasicBlock(plain, copies, ".apart", head->getParent());
  copy->moveAfter(plain);
  for (llvm::Instruction &instruction : *copy)
    llvm::RemapInstruction(&instruction, copies, llvm::RF_NoModuleLevelChanges | llvm::RF_IgnoreMissingLocals);
  auto &first = *llvm::cast<llvm::Instruction>(copies[range.stores.front()]);
  for (llvm::LoadInst *load : range.loads)
    moveUp(*llvm::cast<llvm::Instruction>(copies[load]), first);
  joinResults(*plain, *copy, *tail, copies);
  llvm::Instruction *old = head->getTerminator();
  llvm::IRBuilder<> builder(old);
  auto *choice =
      builder.CreateCondBr(areApart(range, builder), copy, plain, llvm::MDBuilder(head->getContext()).createLikelyBranchWeights());
  old->eraseFromParent();
  return choice;
}

bool isWorthIt(const llvm::BranchInst &choice) {
  const llvm::BasicBlock &copy = *choice.getSuccessor(0), &plain = *choice.getSuccessor(1);
  bool storesVector = llvm::any_of(copy, [](const llvm::Instruction &instruction) {
    const auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
    return store && store->getValueOperand()->getType()->isVectorTy();
  });
  return storesVector && copy.size() < plain.size();
}

void takeBack(llvm::BranchInst &choice) {
  llvm::BasicBlock *copy = choice.getSuccessor(0), *plain = choice.getSuccessor(1), *tail = plain->getSingleSuccessor();
  llvm::Value *condition = choice.getCondition();
  llvm::IRBuilder<>(&choice).CreateBr(plain);
  choice.eraseFromParent();
  llvm::RecursivelyDeleteTriviallyDeadInstructions(condition);
  llvm::DeleteDeadBlock(copy);
  llvm::MergeBlockIntoPredecessor(plain);
  llvm::MergeBlockIntoPredecessor(tail);
}

}  // namespace

llvm::PreservedAnalyses VersionOverlaps::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  const auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  llvm::SmallVector<StoreRange, 4> ranges;
  for (llvm::BasicBlock &block : function)
    if (loops.getLoopFor(&block))
      llvm::append_range(ranges, findStoreRanges(block));
  if (ranges.empty())
    return llvm::PreservedAnalyses::all();
  llvm::SmallVector<llvm::BranchInst *, 4> choices;
  for (const StoreRange &range : llvm::reverse(ranges))  // the later ones of a block first: earlier ones stay where they are
    choices.push_back(version(range));

  // Nothing may fold a comparison before the choice is judged: both versions have to be there still.
  analyses.invalidate(function, llvm::PreservedAnalyses::none());
  llvm::FunctionPassManager vectorizer;
  vectorizer.addPass(llvm::SLPVectorizerPass());
  vectorizer.addPass(llvm::VectorCombinePass());
  vectorizer.run(function, analyses);
  for (llvm::BranchInst *choice : choices)
    if (!isWorthIt(*choice))
      takeBack(*choice);
  analyses.invalidate(function, llvm::PreservedAnalyses::none());
  llvm::FunctionPassManager combiner;
  combiner.addPass(llvm::InstCombinePass());
  combiner.run(function, analyses);
  return llvm::PreservedAnalyses::none();
}

}  // namespace wasmc

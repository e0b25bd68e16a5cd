#include "codegen/passes/KeepTrappingLoads.h"

#include "codegen/passes/PinGuestLoads.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/PostDominators.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {
namespace {

constexpr unsigned maxUsersVisited = 64;

bool hasEffect(const llvm::Instruction &instruction) {
  return instruction.isTerminator() || instruction.mayHaveSideEffects() || llvm::isa<llvm::CallBase>(instruction);
}

// Whether something with an effect, certain to run after the load, needs its value.
bool isAnchored(const llvm::LoadInst &load, const llvm::PostDominatorTree &postDominators) {
  llvm::SmallVector<const llvm::Value *, 16> work{&load};
  llvm::SmallPtrSet<const llvm::Value *, 16> seen;
  while (!work.empty()) {
    const llvm::Value *value = work.pop_back_val();
    if (!seen.insert(value).second)
      continue;
    if (seen.size() > maxUsersVisited)
      return false;
    for (const llvm::User *user : value->users()) {
      const auto *instruction = llvm::cast<llvm::Instruction>(user);
      const llvm::BasicBlock *block = instruction->getParent();
      if (block != load.getParent() && !postDominators.dominates(block, load.getParent()))
        continue;
      if (hasEffect(*instruction))
        return true;
      if (!llvm::isa<llvm::PHINode>(instruction))
        work.push_back(instruction);
    }
  }
  return false;
}

}  // namespace

llvm::PreservedAnalyses KeepTrappingLoads::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  unpinGuestLoads(function);
  const auto &postDominators = analyses.getResult<llvm::PostDominatorTreeAnalysis>(function);
  for (llvm::Instruction &instruction : llvm::instructions(function)) {
    auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
    if (load && load->getMetadata(llvm::LLVMContext::MD_tbaa) == guestMemoryTag && !isAnchored(*load, postDominators))
      load->setVolatile(true);
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

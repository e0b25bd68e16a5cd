#include "codegen/passes/KeepTrappingLoads.h"

#include "codegen/passes/LastByte.h"
#include "codegen/passes/PinGuestLoads.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/PostDominators.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>

namespace wasmc {
namespace {

constexpr unsigned maxUsersVisited = 64;

bool hasEffect(const llvm::Instruction &instruction) {
  bool isCall = llvm::isa<llvm::CallBase>(instruction) && !llvm::isa<llvm::IntrinsicInst>(instruction);
  return instruction.isTerminator() || instruction.mayHaveSideEffects() || isCall;
}

// Whether something with an effect, certain to run after the load, needs its value, down to the last byte.
bool isAnchored(const llvm::LoadInst &load, const llvm::PostDominatorTree &postDominators) {
  llvm::SmallVector<std::pair<const llvm::Value *, BytePlace>, 16> work{{&load, BytePlace::ofLoad(load)}};
  llvm::SmallPtrSet<const llvm::Value *, 16> seen;
  while (!work.empty()) {
    auto [value, place] = work.pop_back_val();
    if (!seen.insert(value).second)
      continue;
    if (seen.size() > maxUsersVisited)
      return false;
    for (const llvm::Use &use : value->uses()) {
      const auto *instruction = llvm::cast<llvm::Instruction>(use.getUser());
      const llvm::BasicBlock *block = instruction->getParent();
      if (block != load.getParent() && !postDominators.dominates(block, load.getParent()))
        continue;
      if (hasEffect(*instruction))
        return true;
      if (std::optional<BytePlace> next; !llvm::isa<llvm::PHINode>(instruction) && (next = follow(place, use)))
        work.emplace_back(instruction, *next);
    }
  }
  return false;
}

// LLVM leaves volatile loads as wide as they are, with one exception: AArch64's ld1r, for a lane of a loaded vector in all lanes.
// It doesn't look through freeze, which costs nothing.
void makeVolatile(llvm::LoadInst &load) {
  load.setVolatile(true);
  if (!load.getType()->isVectorTy())
    return;
  auto *whole = new llvm::FreezeInst(&load, "", std::next(load.getIterator()));
  load.replaceUsesWithIf(whole, [&](const llvm::Use &use) { return use.getUser() != whole; });
}

}  // namespace

llvm::PreservedAnalyses KeepTrappingLoads::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  unpinGuestLoads(function);
  const auto &postDominators = analyses.getResult<llvm::PostDominatorTreeAnalysis>(function);
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::instructions(function))) {
    auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
    if (load && load->getMetadata(llvm::LLVMContext::MD_tbaa) == guestMemoryTag && !isAnchored(*load, postDominators))
      makeVolatile(*load);
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

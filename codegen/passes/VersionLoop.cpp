#include "codegen/passes/VersionLoop.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>
#include <llvm/Transforms/Utils/Cloning.h>
#include <llvm/Transforms/Utils/LoopSimplify.h>
#include <llvm/Transforms/Utils/LoopUtils.h>

namespace wasmc {
namespace {

// Blocks behind the loop get what the copy leaves behind, too.
void connectExits(const llvm::Loop &loop, llvm::ValueToValueMapTy &copies) {
  llvm::SmallVector<llvm::BasicBlock *, 4> exits;
  loop.getUniqueExitBlocks(exits);
  for (llvm::BasicBlock *exit : exits)
    for (llvm::PHINode &phi : exit->phis())
      for (unsigned i = 0, count = phi.getNumIncomingValues(); i < count; ++i) {
        if (!loop.contains(phi.getIncomingBlock(i)))
          continue;
        llvm::Value *value = phi.getIncomingValue(i);
        auto copy = copies.find(value);
        phi.addIncoming(copy == copies.end() ? value : static_cast<llvm::Value *>(copy->second),
                        llvm::cast<llvm::BasicBlock>(copies[phi.getIncomingBlock(i)]));
      }
}

// What is seldom run is not worth code.
void leaveAsItIs(llvm::Loop &loop) {
  for (llvm::Loop *each : loop.getLoopsInPreorder())
    for (const char *hint : {"llvm.loop.unroll.disable", "llvm.loop.vectorize.width", "llvm.loop.interleave.count"})
      llvm::addStringMetadataToLoop(each, hint, 1);
}

}  // namespace

bool canVersionLoop(const llvm::Loop &loop) { return loop.isLoopSimplifyForm() && loop.isSafeToClone(); }

llvm::Loop *versionLoop(llvm::Loop &loop, llvm::Value *condition, llvm::LoopInfo &loops, llvm::DominatorTree &dominators,
                        llvm::ScalarEvolution &evolution) {
  evolution.forgetLoop(&loop);
  llvm::formLCSSARecursively(loop, dominators, &loops, &evolution);
  llvm::BasicBlock *test = loop.getLoopPreheader();
  llvm::BasicBlock *preheader = llvm::SplitBlock(test, test->getTerminator(), &dominators, &loops, nullptr, "in.bounds");
  llvm::ValueToValueMapTy copies;
  llvm::SmallVector<llvm::BasicBlock *, 16> blocks;
  llvm::Loop *copy = llvm::cloneLoopWithPreheader(preheader, test, &loop, copies, ".checked", &loops, &dominators, blocks);
  llvm::remapInstructionsInBlocks(blocks, copies);
  llvm::Instruction *old = test->getTerminator();
  llvm::IRBuilder<> builder(old);
  builder.CreateCondBr(condition, preheader, copy->getLoopPreheader(),
                       llvm::MDBuilder(test->getContext()).createLikelyBranchWeights());
  old->eraseFromParent();
  connectExits(loop, copies);
  dominators.recalculate(*test->getParent());
  for (llvm::Loop *each : {&loop, copy})
    llvm::formDedicatedExitBlocks(each, &dominators, &loops, nullptr, /*PreserveLCSSA=*/true);
  leaveAsItIs(*copy);
  return copy;
}

}  // namespace wasmc

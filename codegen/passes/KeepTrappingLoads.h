// Guest loads in guard mode trap by faulting, but to LLVM a load is free of effects: it deletes one whose value is unused, may move
// one past a branch or out of a loop, and shorten one of which some bytes are unused. This pass, the first before the vectoriser,
// removes the pins that kept loads in place until then (PinGuestLoads) and makes those loads volatile that LLVM still has a reason
// to touch. All others stay plain, because volatile loads block vectorisation.
//
// README.md says when a load may stay plain.
#pragma once

#include <llvm/IR/Metadata.h>
#include <llvm/IR/PassManager.h>

namespace wasmc {

class KeepTrappingLoads : public llvm::PassInfoMixin<KeepTrappingLoads> {
public:
  // Loads with this alias tag are the guest's. Without a closer look all of them become volatile: at -O0 there is little to block,
  // and looking would take a tenth of the time.
  explicit KeepTrappingLoads(llvm::MDNode *guestMemoryTag, bool looksClosely = true)
      : guestMemoryTag(guestMemoryTag), looksClosely(looksClosely) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }

private:
  llvm::MDNode *guestMemoryTag;
  bool looksClosely;
};

}  // namespace wasmc

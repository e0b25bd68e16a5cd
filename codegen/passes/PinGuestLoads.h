// Guest loads in guard mode trap by faulting, but to LLVM a load is free of effects: whoever makes its value unneeded (an inlined
// callee that ignores an argument, a store that another one overwrites, a branch with two empty arms) makes the load vanish, and
// its trap with it. So each guest load gets a use that nothing can remove right behind it, a pin: the load can still be merged with
// an equal one or hoisted, but neither deleted nor moved down past a branch.
//
// A pin is a call of llvm.annotation whose result nobody uses: to LLVM it has an effect, though none on memory that code can reach,
// and it costs nothing in the eyes of inliner and unroller. (llvm.fake.use is made for such a purpose, but the inliner drops it.)
//
// Pins hinder vectorisation. They last through simplification, where values get lost, and KeepTrappingLoads takes them out before
// the vectoriser runs. Running this pass again moves pins to where merged and hoisted loads are now.
#pragma once

#include <llvm/IR/Instructions.h>
#include <llvm/IR/Metadata.h>
#include <llvm/IR/PassManager.h>

namespace wasmc {

class PinGuestLoads : public llvm::PassInfoMixin<PinGuestLoads> {
public:
  // Loads with this alias tag are the guest's.
  explicit PinGuestLoads(llvm::MDNode *guestMemoryTag) : guestMemoryTag(guestMemoryTag) {}
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
  static bool isRequired() { return true; }

private:
  llvm::MDNode *guestMemoryTag;
};

// Whether the load is to be kept: it has the guest's alias tag, or none, which is what GVN leaves a load that it reuses for others of
// another width, and is not known to read something else.
bool isGuestLoad(const llvm::LoadInst &load, const llvm::MDNode *guestMemoryTag);

// Removes all pins.
void unpinGuestLoads(llvm::Function &function);

}  // namespace wasmc

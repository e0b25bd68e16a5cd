// Calls that a profile made direct are recognised by their index into the table, before anything is checked.
//
// LLVM's promotion of a call_indirect comes behind the call's checks and compares code addresses: bounds, type, load, `code == f`,
// `call f`. Of a table that never changes (FrozenTable) all of this is known for the index k of f: there `index == k` alone, in front
// of the checks, says the same. Such a call costs one comparison with a constant and no load, less than a virtual call natively.
//
// Why nothing changes: let `index` be k at the end of a block from which control, for this index, goes to the comparison `code == f`
// through blocks that only compute values and load from constants. Folding these with k in place of the index shows where every
// branch on the way goes; then code == f holds, as the table says. So control arrives at the direct call, nothing having happened in
// between, and may go there at once. Where index is not k, code is not f, since f stands nowhere else in the table: the comparison
// behind the checks fails. What is computed on the way must have no use behind the direct call: that is looked at for each value.
// The profile only says which calls to look at; any profile gives the same behaviour.
#pragma once

#include <llvm/IR/PassManager.h>

namespace wasmc {

class DispatchOnIndex : public llvm::PassInfoMixin<DispatchOnIndex> {
public:
  llvm::PreservedAnalyses run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses);
};

}  // namespace wasmc

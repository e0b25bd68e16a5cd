// What LLVM's own alias analyses cannot see of guest memory.
//
// An address there is base + zext(index) + offset, where the index is an i32, or none. Of two addresses with the same base:
// - without indices, the distance is that of their offsets. LLVM folds base and offset of a constant base into one number, and knows
//   nothing of numbers: the guest's static variables, and the frames of its main function, would all be one object.
// - with indices x + c and x + d, these differ by c - d modulo 2^32, so zext(x + c) - zext(x + d) is that number between 0 and 2^32 or
//   the one 2^32 below. If the accesses do not meet in either case they never do: fields of a frame or of an object.
#pragma once

#include <llvm/Analysis/AliasAnalysis.h>

namespace wasmc {

class GuestAliasResult : public llvm::AAResultBase {
public:
  explicit GuestAliasResult(const llvm::DataLayout &layout) : layout(layout) {}
  llvm::AliasResult alias(const llvm::MemoryLocation &a, const llvm::MemoryLocation &b, llvm::AAQueryInfo &query,
                          const llvm::Instruction *context);
  // It keeps nothing.
  bool invalidate(llvm::Function &, const llvm::PreservedAnalyses &, llvm::FunctionAnalysisManager::Invalidator &) { return false; }

private:
  const llvm::DataLayout &layout;
};

class GuestAliasAnalysis : public llvm::AnalysisInfoMixin<GuestAliasAnalysis> {
public:
  using Result = GuestAliasResult;
  Result run(llvm::Function &function, llvm::FunctionAnalysisManager &) { return Result(function.getDataLayout()); }

private:
  friend llvm::AnalysisInfoMixin<GuestAliasAnalysis>;
  static llvm::AnalysisKey Key;
};

}  // namespace wasmc

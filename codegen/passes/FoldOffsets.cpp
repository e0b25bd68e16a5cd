#include "codegen/passes/FoldOffsets.h"

#include "codegen/analysis/LastPage.h"
#include "codegen/passes/GuestAccess.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/PostOrderIterator.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/PatternMatch.h>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;

// An access that others are at a distance from.
struct Root {
  GuestAccess access;
  uint32_t summand;                // its index is a variable + this
  llvm::Value *pointer = nullptr;  // base + zext(index)
};

// Of one memory and one variable part of indices; functions with more have little to gain from the others.
constexpr size_t maxRoots = 16;

class Folder {
public:
  explicit Folder(const llvm::DominatorTree &dominators) : dominators(dominators) {}

  // To be called for all accesses, those that dominate others before these. Whether the access changed.
  bool visit(const GuestAccess &access) {
    llvm::Value *variable = access.index, *rest;
    uint32_t summand = 0;
    const llvm::APInt *constant;
    if (match(access.index, m_AddLike(m_Value(rest), m_APInt(constant)))) {  // a match that fails may have set `rest`
      variable = rest;
      summand = static_cast<uint32_t>(constant->getZExtValue());
    }
    auto &known = roots[{access.base, variable}];
    for (Root &root : known) {
      int64_t distance = static_cast<uint32_t>(summand - root.summand);
      if (!reaches(root, distance) || !precedes(root, access) || access.offset + distance > GuestAccess::maxOffset)
        continue;
      if (distance != 0)
        fold(access, root, distance);
      return distance != 0;
    }
    if (known.size() < maxRoots)
      known.push_back({access, summand});
    return false;
  }

private:
  static bool reaches(const Root &root, int64_t distance) { return distance <= closedBytes + root.access.offset; }

  bool precedes(const Root &root, const GuestAccess &access) const {
    const llvm::BasicBlock *first = root.access.instruction->getParent(), *second = access.instruction->getParent();
    return first == second || dominators.properlyDominates(first, second);
  }

  static void fold(const GuestAccess &access, Root &root, int64_t distance) {
    if (!root.pointer)
      root.pointer = pointerTo(root.access);
    llvm::IRBuilder<> builder(access.instruction);
    access.setPointer(builder.CreatePtrAdd(root.pointer, builder.getInt64(access.offset + distance), "",
                                           llvm::GEPNoWrapFlags::noUnsignedWrap()));
  }

  // base + zext(index) of an access, there already unless LLVM has made one constant of base and offset.
  static llvm::Value *pointerTo(const GuestAccess &access) {
    if (access.indexing->getPointerOperand() == access.base)
      return access.indexing;
    llvm::IRBuilder<> builder(access.instruction);
    return builder.CreatePtrAdd(access.base, access.indexing->getOperand(1), "", llvm::GEPNoWrapFlags::noUnsignedWrap());
  }

  const llvm::DominatorTree &dominators;
  llvm::DenseMap<std::pair<llvm::Value *, llvm::Value *>, llvm::SmallVector<Root, 2>> roots;
};

}  // namespace

llvm::PreservedAnalyses FoldOffsets::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  Folder folder(analyses.getResult<llvm::DominatorTreeAnalysis>(function));
  bool changed = false;
  llvm::ReversePostOrderTraversal<llvm::Function *> inOrder(&function);
  for (llvm::BasicBlock *block : inOrder)
    for (llvm::Instruction &instruction : *block)
      if (std::optional<GuestAccess> access = GuestAccess::find(instruction, guestMemoryTag))
        changed |= folder.visit(*access);
  if (!changed)
    return llvm::PreservedAnalyses::all();
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

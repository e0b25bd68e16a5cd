// Finds out whether a loop of one block does, in each of its rounds, what a shorter loop would do in several: what a producer's
// unrolling leaves.
//
// Notation: the block consists of `count` copies, of which copy 0 is the body of the shorter loop ("the body"). image(v, j) is the
// value of copy j that stands for the body's value v; image(v, 0) = v. The shorter loop computes in its round count * t + j what copy
// j computes in round t of this one. An instruction may have a place in several copies: a value that neighbouring rounds share.
#pragma once

#include <llvm/ADT/APInt.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/MapVector.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/IR/Instructions.h>
#include <optional>

namespace wasmc {

// How the shorter loop gets from one round to the next is said for its header's phis: an induction steps by an equal share of what it
// stepped by, a carried value is the body's value `next`.
class RoundCopies {
public:
  static constexpr unsigned maxCount = 16;

  // The loop has one block. Valid until the loop changes.
  RoundCopies(const llvm::Loop &loop, llvm::ScalarEvolution &evolution, unsigned count);

  // Whether the block consists of so many copies and of nothing else that matters.
  bool match();

  // Null if copy `copy` has no instruction in the place of the body's.
  llvm::Value *image(const llvm::Value *value, unsigned copy) const { return images[copy].lookup(value); }

  // What an integer or pointer advances by in a round of the shorter loop, if it is a linear function of inductions, modulo 2^width of
  // its type (a pointer's: 64). None otherwise.
  std::optional<llvm::APInt> slope(const llvm::Value *value);

  // Of the body: its stores, and for each carried phi, in the order of the block, what the next round takes.
  llvm::ArrayRef<llvm::StoreInst *> stores() const { return llvm::ArrayRef(allStores).take_front(allStores.size() / count); }
  const llvm::SmallMapVector<llvm::PHINode *, llvm::Value *, 4> &carried() const { return next; }

private:
  bool same(llvm::Value *value, llvm::Value *other, unsigned copy);
  bool sameOperation(llvm::Instruction &instruction, llvm::Instruction &other, unsigned copy);
  bool sameOperands(llvm::Instruction &instruction, llvm::Instruction &other, unsigned copy, bool isSwapped);
  bool sameCarried(llvm::PHINode &phi, llvm::Value *other, unsigned copy);
  bool isStepAhead(llvm::Value *value, llvm::Value *other, unsigned copy);
  bool matchCarried();
  bool matchReduction(llvm::PHINode &phi);
  bool isInPlace(const llvm::Instruction &instruction, const llvm::Instruction &other, unsigned copy) const;
  bool isComplete() const;
  std::optional<llvm::APInt> slopeOfOperation(const llvm::Instruction &instruction);

  // Undoes a guess: what was noted since `mark` was the number of notes.
  void forget(size_t mark);

  const llvm::Loop &loop;
  llvm::BasicBlock &block;
  llvm::ScalarEvolution &evolution;
  const unsigned count;
  unsigned comparisons = 0;
  llvm::SmallVector<llvm::DenseMap<const llvm::Value *, llvm::Value *>, 4> images;  // by copy
  llvm::SmallVector<std::pair<unsigned, const llvm::Value *>, 32> notes;            // keys in images, and (0, phi) for `next`
  llvm::SmallMapVector<llvm::PHINode *, llvm::Value *, 4> next;
  llvm::DenseMap<const llvm::Value *, std::optional<llvm::APInt>> slopes;
  llvm::SmallVector<llvm::StoreInst *, 8> allStores;
  llvm::DenseMap<const llvm::Instruction *, unsigned> storesBefore;  // of loads and stores
};

}  // namespace wasmc

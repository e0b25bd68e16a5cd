#include "codegen/passes/KeepTrappingLoads.h"

#include "codegen/Effort.h"
#include "codegen/passes/LastByte.h"

#include "codegen/passes/PinGuestLoads.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/DemandedBits.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/PostDominators.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>

namespace wasmc {
namespace {

constexpr unsigned maxUsersVisited = 64, maxBlocksVisited = 64;

// Where something happens that is looked for later: in this block, which runs once for each round of this loop (null: none).
struct Place {
  const llvm::BasicBlock *block;
  const llvm::Loop *loop;
};

bool isSamePlace(const llvm::Value *a, const llvm::Value *b) {
  const auto *first = llvm::dyn_cast<llvm::Instruction>(a), *second = llvm::dyn_cast<llvm::Instruction>(b);
  return a == b || (first && second && first->isIdenticalTo(second));
}

// The store of `p = p op constant` with integers, which can be done on some of the bytes alone; null if there is none.
llvm::StoreInst *modificationInPlace(llvm::LoadInst &load) {
  for (llvm::User *user : load.users())
    if (llvm::isa<llvm::BinaryOperator>(user) && user->getType()->isIntOrIntVectorTy() &&
        llvm::isa<llvm::Constant>(user->getOperand(1)))
      for (llvm::User *next : user->users())
        if (auto *store = llvm::dyn_cast<llvm::StoreInst>(next))
          if (isSamePlace(store->getPointerOperand(), load.getPointerOperand()))
            return store;
  return nullptr;
}

// Whether it makes no difference which way a branch goes. Not all passes merge such arms, but the last ones, of machine code, do, and
// then nobody needs the condition any more.
class EqualArms {
public:
  // `from` is where control comes from to both.
  bool doTheSame(const llvm::BasicBlock &a, const llvm::BasicBlock &b, const llvm::BasicBlock &from) {
    return doTheSame(a, b, from, from);
  }

private:
  bool doTheSame(const llvm::BasicBlock &a, const llvm::BasicBlock &b, const llvm::BasicBlock &beforeA,
                 const llvm::BasicBlock &beforeB) {
    if (&a == &b)
      return llvm::all_of(a.phis(), [&](const llvm::PHINode &phi) {
        return areSame(phi.getIncomingValueForBlock(&beforeA), phi.getIncomingValueForBlock(&beforeB));
      });
    if (++blocks > maxBlocksVisited || !a.phis().empty() || !b.phis().empty())
      return blocks > maxBlocksVisited;  // then nothing is known
    auto one = a.begin(), other = b.begin();
    for (; one != a.end() && other != b.end(); ++one, ++other)
      if (!areSame(*one, *other))
        return false;
    if (one != a.end() || other != b.end())
      return false;
    const llvm::Instruction *end = a.getTerminator(), *otherEnd = b.getTerminator();
    for (unsigned i = 0; i < end->getNumSuccessors(); ++i)
      if (!doTheSame(*end->getSuccessor(i), *otherEnd->getSuccessor(i), a, b))
        return false;
    return true;
  }

  // Successors aside.
  bool areSame(const llvm::Instruction &one, const llvm::Instruction &other) {
    if (!one.isSameOperationAs(&other))
      return false;
    for (unsigned i = 0; i < one.getNumOperands(); ++i)
      if (!llvm::isa<llvm::BasicBlock>(one.getOperand(i)) && !areSame(one.getOperand(i), other.getOperand(i)))
        return false;
    counterparts[&one] = &other;
    return true;
  }

  bool areSame(const llvm::Value *one, const llvm::Value *other) const { return one == other || counterparts.lookup(one) == other; }

  unsigned blocks = 0;
  llvm::DenseMap<const llvm::Value *, const llvm::Value *> counterparts;
};

class Anchors {
public:
  Anchors(llvm::Function &function, llvm::FunctionAnalysisManager &analyses)
      : postDominators(analyses.getResult<llvm::PostDominatorTreeAnalysis>(function)),
        loops(analyses.getResult<llvm::LoopAnalysis>(function)),
        demandedBits(analyses.getResult<llvm::DemandedBitsAnalysis>(function)) {}

  // Whether LLVM can neither remove nor delay nor shorten the load.
  bool isAnchored(llvm::LoadInst &load) {
    return needsLastByte(load) && isNeeded(load, {load.getParent(), loops.getLoopFor(load.getParent())});
  }

private:
  // Whether what is behind the value's highest byte matters. If not, a shorter load does, which need not trap where the memory ends
  // within the access.
  bool needsLastByte(llvm::LoadInst &load) {
    llvm::Type *type = load.getType();
    unsigned bits = static_cast<unsigned>(type->getPrimitiveSizeInBits());
    if (bits == 8 || type->isFloatingPointTy())
      return true;
    if (type->isIntegerTy())
      return demandedBits.getDemandedBits(&load).lshr(bits - 8) != 0;
    return reachesEffect(load, BytePlace::ofLoad(load));
  }

  // Whether something with an effect depends on the bits of a vector that are said to be in this place.
  static bool reachesEffect(const llvm::Value &start, BytePlace startPlace) {
    llvm::SmallVector<std::pair<const llvm::Value *, BytePlace>, 16> work{{&start, startPlace}};
    llvm::SmallPtrSet<const llvm::Value *, 16> seen;
    while (!work.empty()) {
      auto [value, place] = work.pop_back_val();
      if (!seen.insert(value).second)
        continue;
      if (seen.size() > maxUsersVisited)
        return false;
      for (const llvm::Use &use : value->uses()) {
        const auto *instruction = llvm::cast<llvm::Instruction>(use.getUser());
        if (instruction->isTerminator() || instruction->mayHaveSideEffects())
          return true;
        std::optional<BytePlace> next = llvm::isa<llvm::PHINode>(instruction) ? place : follow(place, use);
        if (next)
          work.emplace_back(instruction, *next);
      }
    }
    return false;
  }

  // Whether the block runs after the place, in the same round of its loop.
  bool alwaysFollows(const llvm::BasicBlock *block, const Place &place) const {
    if (block == place.block)
      return true;
    if (!postDominators.dominates(block, place.block))
      return false;
    return !place.loop || (place.loop->contains(block) && !endsRoundWithout(*block, place));
  }

  // Whether a round can come to its end from the place without the block.
  static bool endsRoundWithout(const llvm::BasicBlock &block, const Place &place) {
    llvm::SmallVector<const llvm::BasicBlock *, 16> work{place.block};
    llvm::SmallPtrSet<const llvm::BasicBlock *, 16> seen{place.block, &block};
    while (!work.empty())
      for (const llvm::BasicBlock *next : llvm::successors(work.pop_back_val())) {
        if (next == place.loop->getHeader() || seen.size() > maxBlocksVisited)
          return true;
        if (place.loop->contains(next) && seen.insert(next).second)
          work.push_back(next);
      }
    return false;
  }

  // Something that stays if its operands do. A store that repeats for one address can be put off until the loop ends, so that only
  // its last value matters, unless that collects the values of all rounds: `*p = *p + x`.
  static bool hasEffect(const llvm::Instruction &instruction, const Place &place) {
    if (const auto *branch = llvm::dyn_cast<llvm::BranchInst>(&instruction))
      return !branch->isConditional() ||
             !EqualArms().doTheSame(*branch->getSuccessor(0), *branch->getSuccessor(1), *branch->getParent());
    const auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
    if (!store)
      return instruction.isTerminator() || instruction.mayHaveSideEffects();
    return !place.loop || !place.loop->isLoopInvariant(store->getPointerOperand()) || collectsInPlace(*store, place);
  }

  // Nothing else may be stored there in the loop: it would end what was collected.
  static bool collectsInPlace(const llvm::StoreInst &store, const Place &place) {
    if (!isSumInPlace(store) || place.loop->getNumBlocks() > maxBlocksVisited)
      return false;
    for (const llvm::BasicBlock *block : place.loop->blocks())
      for (const llvm::Instruction &instruction : *block)
        if (const auto *other = llvm::dyn_cast<llvm::StoreInst>(&instruction))
          if (isSamePlace(other->getPointerOperand(), store.getPointerOperand()) && !isSumInPlace(*other))
            return false;
    return true;
  }

  // Whether the store is that of `*p = *p + x` or the like.
  static bool isSumInPlace(const llvm::StoreInst &store) {
    const auto *sum = llvm::dyn_cast<llvm::Instruction>(store.getValueOperand());
    return sum && llvm::any_of(sum->operands(), [&](const llvm::Use &operand) {
             const auto *before = llvm::dyn_cast<llvm::LoadInst>(operand);
             return before && isSamePlace(before->getPointerOperand(), store.getPointerOperand()) && collects(*sum, *before);
           });
  }

  // Whether something with an effect, certain to run after the value's place, can't be done without the value.
  bool isNeeded(const llvm::Value &start, const Place &place) const {
    llvm::SmallVector<const llvm::Value *, 16> work{&start};
    llvm::SmallPtrSet<const llvm::Value *, 16> seen;
    while (!work.empty()) {
      const llvm::Value *value = work.pop_back_val();
      if (!seen.insert(value).second)
        continue;
      if (seen.size() > maxUsersVisited)
        return false;
      for (const llvm::User *user : value->users()) {
        const auto *instruction = llvm::cast<llvm::Instruction>(user);
        if (const auto *phi = llvm::dyn_cast<llvm::PHINode>(instruction)) {
          if (isReduction(*value, *phi, place))
            return true;
          if (alwaysEnters(*value, *phi, place))
            work.push_back(phi);
          continue;
        }
        if (!alwaysFollows(instruction->getParent(), place))
          continue;
        if (hasEffect(*instruction, place))
          return true;
        if (passesOn(*instruction, *value))
          work.push_back(instruction);
      }
    }
    return false;
  }

  // A select may take another operand instead: then LLVM may move the computation of this one behind the choice.
  static bool passesOn(const llvm::Instruction &instruction, const llvm::Value &operand) {
    if (const auto *select = llvm::dyn_cast<llvm::SelectInst>(&instruction))
      return select->getCondition() == &operand;
    return !llvm::isa<llvm::StoreInst>(instruction);
  }

  // Whether the phi takes the value whenever control comes from its place.
  bool alwaysEnters(const llvm::Value &value, const llvm::PHINode &phi, const Place &place) const {
    if (loops.isLoopHeader(phi.getParent()) || loops.getLoopFor(phi.getParent()) != place.loop)
      return false;
    for (unsigned i = 0; i < phi.getNumIncomingValues(); ++i)
      if (phi.getIncomingValue(i) == &value && phi.getIncomingBlock(i)->getSingleSuccessor() &&
          alwaysFollows(phi.getIncomingBlock(i), place))
        return true;
    return false;
  }

  // Whether the value collects what every round of the loop contributes, and the collection is needed behind the loop.
  bool isReduction(const llvm::Value &value, const llvm::PHINode &phi, const Place &place) const {
    const auto *sum = llvm::dyn_cast<llvm::Instruction>(&value);
    if (!sum || !place.loop || phi.getParent() != place.loop->getHeader() || !collects(*sum, phi))
      return false;
    const Place behind{place.loop->getHeader(), place.loop->getParentLoop()};
    return llvm::any_of(sum->users(), [&](const llvm::User *next) {
      const auto *instruction = llvm::cast<llvm::Instruction>(next);
      if (place.loop->contains(instruction))
        return false;
      if (const auto *result = llvm::dyn_cast<llvm::PHINode>(instruction))
        return (isOnlyExit(*result, *sum, *place.loop) || entersBehind(*result, *sum, *place.loop)) &&
               isNeeded(*result, {result->getParent(), loops.getLoopFor(result->getParent())});
      if (!alwaysFollows(instruction->getParent(), behind))
        return false;
      return hasEffect(*instruction, behind) || (passesOn(*instruction, *sum) && isNeeded(*instruction, behind));
    });
  }

  // Whether the phi takes the value wherever the loop ends.
  static bool isOnlyExit(const llvm::PHINode &phi, const llvm::Value &value, const llvm::Loop &loop) {
    const llvm::BasicBlock *last = loop.getExitingBlock();
    return last && loop.getUniqueExitBlock() == phi.getParent() && phi.getIncomingValueForBlock(last) == &value;
  }

  // Whether the phi takes the value wherever control has left the loop.
  bool entersBehind(const llvm::PHINode &phi, const llvm::Value &value, const llvm::Loop &loop) const {
    const llvm::BasicBlock *exit = loop.getUniqueExitBlock();
    return exit && loop.getExitingBlock() && alwaysEnters(value, phi, {exit, loops.getLoopFor(exit)});
  }

  // Operations whose result depends on both operands whatever they are. Others can lose what came before: a shift, an `and` with 0.
  static bool collects(const llvm::Instruction &sum, const llvm::Value &before) {
    if (sum.getNumOperands() < 2 || (sum.getOperand(0) != &before && sum.getOperand(1) != &before))
      return false;
    if (const auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&sum))
      return llvm::isa<llvm::MinMaxIntrinsic>(intrinsic);
    switch (sum.getOpcode()) {
    case llvm::Instruction::Add:
    case llvm::Instruction::Sub:
    case llvm::Instruction::Xor:
    case llvm::Instruction::FAdd:
    case llvm::Instruction::FSub: return true;
    default: return false;
    }
  }

  const llvm::PostDominatorTree &postDominators;
  const llvm::LoopInfo &loops;
  llvm::DemandedBits &demandedBits;
};

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
  analyses.invalidate(function, llvm::PreservedAnalyses::allInSet<llvm::CFGAnalyses>());
  std::optional<Anchors> anchors;
  if (looksClosely && effortOf(function) != Effort::Least)  // else it may be too large for that
    anchors.emplace(function, analyses);
  llvm::SmallVector<llvm::LoadInst *, 32> loose;  // decided before the first one changes
  for (llvm::Instruction &instruction : llvm::instructions(function)) {
    auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
    if (!load || load->getMetadata(llvm::LLVMContext::MD_tbaa) != guestMemoryTag)
      continue;
    llvm::StoreInst *modification = modificationInPlace(*load);
    if (modification)
      modification->setVolatile(true);
    if (modification || !anchors || !anchors->isAnchored(*load))
      loose.push_back(load);
  }
  for (llvm::LoadInst *load : loose)
    makeVolatile(*load);
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

#include "codegen/passes/KeepTrappingLoads.h"

#include "codegen/Effort.h"
#include "codegen/passes/LastByte.h"

#include "codegen/passes/PinGuestLoads.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/PostOrderIterator.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/PostDominators.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/Function.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/Transforms/Utils/Local.h>

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
        loops(analyses.getResult<llvm::LoopAnalysis>(function)) {}

  // Whether LLVM can neither remove nor delay nor shorten the load: its last byte is needed.
  bool isAnchored(const llvm::LoadInst &load) const {
    return isNeeded(load, BytePlace::ofLoad(load), {load.getParent(), loops.getLoopFor(load.getParent())});
  }

private:
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

  // Whether something with an effect, or another value, comes of a branch before its ways join. If not, it may go even where the ways
  // differ: loops are deleted that nothing comes of. Where that takes too long to find out, no.
  bool matters(const llvm::BranchInst &branch) const {
    const llvm::DomTreeNode *node = postDominators.getNode(branch.getParent());
    const llvm::BasicBlock *join = node && node->getIDom() ? node->getIDom()->getBlock() : nullptr;  // null: at the function's ends
    llvm::SmallVector<const llvm::BasicBlock *, 16> work(llvm::successors(&branch));
    llvm::SmallPtrSet<const llvm::BasicBlock *, 16> between;
    while (!work.empty()) {
      const llvm::BasicBlock *block = work.pop_back_val();
      if (block == join || !between.insert(block).second)
        continue;
      if (between.size() > maxBlocksVisited)
        return false;
      if (llvm::any_of(*block, [](const llvm::Instruction &i) { return i.mayHaveSideEffects() || llvm::isa<llvm::ReturnInst>(i); }))
        return true;
      llvm::append_range(work, llvm::successors(block));
    }
    auto isUsedBehind = [&](const llvm::Instruction &value) {
      return llvm::any_of(value.users(), [&](const llvm::User *user) {
        return !between.contains(llvm::cast<llvm::Instruction>(user)->getParent());
      });
    };
    for (const llvm::BasicBlock *block : between)
      if (llvm::any_of(*block, isUsedBehind))
        return true;
    return join && llvm::any_of(join->phis(), [&](const llvm::PHINode &phi) {
             const llvm::Value *one = nullptr;
             for (const llvm::BasicBlock *from : phi.blocks())
               if (between.contains(from) || from == branch.getParent()) {
                 const llvm::Value *value = phi.getIncomingValueForBlock(from);
                 if (one && value != one)
                   return true;
                 one = value;
               }
             return false;
           });
  }

  // Something that stays if its operands do. A store of what is there already may go; one that repeats for one address can be put off
  // until the loop ends, so that only its last value matters, unless that collects the values of all rounds: `*p = *p + x`.
  bool hasEffect(const llvm::Instruction &instruction, const Place &place) const {
    if (const auto *branch = llvm::dyn_cast<llvm::BranchInst>(&instruction))
      return !branch->isConditional() ||
             (matters(*branch) &&
              !EqualArms().doTheSame(*branch->getSuccessor(0), *branch->getSuccessor(1), *branch->getParent()));
    const auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction);
    if (!store)
      return instruction.isTerminator() || instruction.mayHaveSideEffects();
    const auto *stored = llvm::dyn_cast<llvm::LoadInst>(store->getValueOperand());
    if (stored && isSamePlace(stored->getPointerOperand(), store->getPointerOperand()))
      return false;
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

  // Whether something with an effect, certain to run after the value's place, can't be done without the byte, which is there in the
  // value.
  bool isNeeded(const llvm::Value &start, BytePlace startByte, const Place &place) const {
    llvm::SmallVector<std::pair<const llvm::Value *, BytePlace>, 16> work{{&start, startByte}};
    llvm::SmallPtrSet<const llvm::Value *, 16> seen;
    while (!work.empty()) {
      auto [value, byte] = work.pop_back_val();
      if (!seen.insert(value).second)
        continue;
      if (seen.size() > maxUsersVisited)
        return false;
      for (const llvm::Use &use : value->uses()) {
        const auto *instruction = llvm::cast<llvm::Instruction>(use.getUser());
        if (const auto *phi = llvm::dyn_cast<llvm::PHINode>(instruction)) {
          if (isReduction(*value, byte, *phi, place))
            return true;
          if (alwaysEnters(*value, *phi, place))
            work.emplace_back(phi, byte);
          continue;
        }
        if (!alwaysFollows(instruction->getParent(), place))
          continue;
        if (hasEffect(*instruction, place))
          return true;
        if (!passesOn(*instruction, *value))
          continue;
        if (std::optional<BytePlace> next = follow(byte, use))
          work.emplace_back(instruction, *next);
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

  // Whether the value collects what every round of the loop contributes, and the byte of the collection is needed behind the loop.
  bool isReduction(const llvm::Value &value, BytePlace byte, const llvm::PHINode &phi, const Place &place) const {
    const auto *sum = llvm::dyn_cast<llvm::Instruction>(&value);
    if (!sum || !place.loop || phi.getParent() != place.loop->getHeader() || !collects(*sum, phi))
      return false;
    const Place behind{place.loop->getHeader(), place.loop->getParentLoop()};
    return llvm::any_of(sum->uses(), [&](const llvm::Use &use) {
      const auto *instruction = llvm::cast<llvm::Instruction>(use.getUser());
      if (place.loop->contains(instruction))
        return false;
      if (const auto *result = llvm::dyn_cast<llvm::PHINode>(instruction))
        return (isOnlyExit(*result, *sum, *place.loop) || entersBehind(*result, *sum, *place.loop)) &&
               isNeeded(*result, byte, {result->getParent(), loops.getLoopFor(result->getParent())});
      if (!alwaysFollows(instruction->getParent(), behind))
        return false;
      if (hasEffect(*instruction, behind))
        return true;
      std::optional<BytePlace> next = passesOn(*instruction, *sum) ? follow(byte, use) : std::nullopt;
      return next && isNeeded(*instruction, *next, behind);
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

// What nothing but pins needed makes arms of branches differ that soon will be the same.
void removeDeadCode(llvm::Function &function) {
  for (llvm::BasicBlock *block : llvm::post_order(&function))
    for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::reverse(*block)))
      if (!llvm::isa<llvm::LoadInst>(instruction) && llvm::isInstructionTriviallyDead(&instruction))
        instruction.eraseFromParent();
}

}  // namespace

llvm::PreservedAnalyses KeepTrappingLoads::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  unpinGuestLoads(function);
  removeDeadCode(function);
  analyses.invalidate(function, llvm::PreservedAnalyses::allInSet<llvm::CFGAnalyses>());
  std::optional<Anchors> anchors;
  if (looksClosely && effortOf(function) != Effort::Least)  // else it may be too large for that
    anchors.emplace(function, analyses);
  llvm::SmallVector<llvm::LoadInst *, 32> loose;  // decided before the first one changes
  for (llvm::Instruction &instruction : llvm::instructions(function)) {
    auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction);
    if (!load || !isGuestLoad(*load, guestMemoryTag))
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

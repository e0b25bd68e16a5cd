#include "codegen/passes/WidenIndices.h"

#include "codegen/analysis/LastPage.h"
#include "codegen/passes/EveryRound.h"
#include "codegen/passes/GuestAccess.h"

#include "rt/abi/Layout.h"

#include <llvm/ADT/MapVector.h>
#include <llvm/ADT/PostOrderIterator.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/IntrinsicInst.h>

namespace wasmc {
namespace {

// With no more rounds than these, an index that starts below 2^32 and steps by closedBytes at most stays below 2^57, in any depth of
// nesting below 2^63.
constexpr uint64_t maxRounds = uint64_t{1} << 40;

constexpr size_t maxSitesPerLoop = 128;

// Where zext(index) is used: by an access, or as the first value of a wide index in an inner loop.
struct Site {
  GuestAccess access;  // touches zext(index) + something not negative whenever it runs (in the first round of inner loops)
  llvm::Value *index;  // i32
  llvm::Instruction *inner = nullptr;                // that first value, extended before the inner loop
  const llvm::SCEVAddRecExpr *recurrence = nullptr;  // of index, in the loop that is looked at
  int64_t distance = 0;                              // of index from that of the group's first site
  bool isChecked = false;                            // the memory's bounds are compared
};
using Sites = llvm::SmallVector<Site, 16>;

// LLVM's pins (PinGuestLoads) have no effect that anybody sees.
bool hasEffect(const llvm::Instruction &instruction) {
  const auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
  bool isPin = intrinsic && intrinsic->getIntrinsicID() == llvm::Intrinsic::annotation;
  return !isPin && instruction.mayHaveSideEffects();
}

class LoopWidener {
public:
  LoopWidener(llvm::Loop &loop, llvm::ScalarEvolution &evolution, const llvm::DominatorTree &dominators)
      : loop(loop), evolution(evolution), dominators(dominators), preheader(loop.getLoopPreheader()), latch(loop.getLoopLatch()) {}

  // Widens what it can and returns what may be widened in the loop around this one.
  Sites run(Sites &sites) {
    if (!preheader || !latch)
      return {};
    for (const Sites &group : groupsOf(sites)) {
      Sites ordered;
      for (const Site &site : group)
        ordered.insert(llvm::upper_bound(ordered, site, [](auto &a, auto &b) { return a.distance < b.distance; }), site);
      widen(ordered);
    }
    return std::move(outer);
  }

private:
  // Sites whose indices have a constant distance from each other, of those to which rule 1 applies.
  llvm::SmallVector<Sites, 8> groupsOf(Sites &sites) {
    llvm::SmallVector<Sites, 8> groups;
    for (Site &site : sites) {
      if (!isBounded(site) && !accessedInEveryRound(site))
        continue;
      if (loop.isLoopInvariant(site.index)) {
        outer.push_back(site);
        continue;
      }
      site.recurrence = qualifying(site);
      if (!site.recurrence || !isAvailable(site.access.base))
        continue;
      auto group = llvm::find_if(groups, [&](const Sites &each) { return isNear(site, each.front()); });
      if (group == groups.end())
        group = groups.insert(group, Sites());
      group->push_back(site);
    }
    return groups;
  }

  // Rule 4.
  bool isBounded(const Site &site) const { return site.access.isBounded(loop.getLoopDepth()); }

  // Rules 1 to 3 are for memories with guard pages.
  bool accessedInEveryRound(const Site &site) const {
    return !site.isChecked && runsInEveryRound(*site.access.instruction, loop, dominators);
  }

  const llvm::SCEVAddRecExpr *qualifying(const Site &site) {
    auto *recurrence = llvm::dyn_cast<llvm::SCEVAddRecExpr>(evolution.getSCEV(site.index));
    if (!recurrence || recurrence->getLoop() != &loop || !recurrence->isAffine())
      return nullptr;
    auto *step = llvm::dyn_cast<llvm::SCEVConstant>(recurrence->getStepRecurrence(evolution));
    if (!step || (!isBounded(site) && (step->getAPInt().isNonPositive() || step->getAPInt().sgt(closedBytes))))
      return nullptr;
    return recurrence;
  }

  bool isAvailable(llvm::Value *base) const {
    auto *instruction = llvm::dyn_cast<llvm::Instruction>(base);
    return !instruction || dominators.dominates(instruction, preheader->getTerminator());
  }

  bool isNear(Site &site, const Site &first) {
    auto *distance = llvm::dyn_cast<llvm::SCEVConstant>(evolution.getMinusSCEV(site.recurrence, first.recurrence));
    if (distance)
      site.distance = distance->getAPInt().getSExtValue();
    return distance != nullptr;
  }

  // Ordered by distance: each site that is no neighbour of the root before it becomes one itself.
  void widen(const Sites &group) {
    const Site *root = nullptr;
    llvm::Instruction *start = nullptr;
    for (const Site &site : group) {
      if (!root || (site.distance != root->distance && !isNeighbour(site, *root))) {
        llvm::Instruction *next = wideStart(site);
        if (!next)
          continue;
        root = &site;
        start = next;
      }
      use(site, *start, site.distance - root->distance);
    }
  }

  // Rule 2. An inner loop's wide index is used by several accesses, so the root's has to come before the loop.
  bool isNeighbour(const Site &site, const Site &root) const {
    if (site.distance - root.distance > closedBytes)
      return false;
    if (isBounded(site) && isBounded(root))
      return true;
    const llvm::Instruction *first = root.access.instruction, *second = site.access.instruction;
    if (site.inner)
      return dominators.dominates(first, site.inner);
    return dominators.dominates(first, second) || isOnlyLoadBefore(*second, *first);
  }

  // Whether `load` is one that precedes `access` in the same block, with no effect between them.
  static bool isOnlyLoadBefore(const llvm::Instruction &load, const llvm::Instruction &access) {
    if (!llvm::isa<llvm::LoadInst>(load) || load.getParent() != access.getParent() || !load.comesBefore(&access))
      return false;
    return std::none_of(load.getIterator(), access.getIterator(), hasEffect);
  }

  // W(0) of rule 1, before the loop. Null if it takes more than arithmetic, or nothing at all.
  llvm::Instruction *wideStart(const Site &site) {
    llvm::Value *start = firstValue(site.index);
    if (!start)
      return nullptr;
    auto *wide =
        new llvm::ZExtInst(start, llvm::Type::getInt64Ty(start->getContext()), "wide", preheader->getTerminator()->getIterator());
    if (!llvm::isa<llvm::Constant>(start))
      outer.push_back({.access = site.access, .index = start, .inner = wide, .isChecked = site.isChecked});
    return wide;
  }

  const llvm::APInt &stepOf(const Site &site) {
    return llvm::cast<llvm::SCEVConstant>(site.recurrence->getStepRecurrence(evolution))->getAPInt();
  }

  // W(k) - W(0), one for all indices with the same step.
  llvm::PHINode *progress(const Site &site) {
    int64_t bytes = stepOf(site).getSExtValue();
    llvm::PHINode *&progress = steps[bytes];
    if (progress)
      return progress;
    llvm::IRBuilder<> builder(loop.getHeader(), loop.getHeader()->begin());
    progress = builder.CreatePHI(builder.getInt64Ty(), 2, "progress");
    builder.SetInsertPoint(latch->getTerminator());
    bool isShort = hasFewRounds();
    llvm::Value *next = builder.CreateAdd(progress, builder.getInt64(bytes), "", isShort && bytes > 0, isShort);
    progress->addIncoming(builder.getInt64(0), preheader);
    progress->addIncoming(next, latch);
    return progress;
  }

  bool hasFewRounds() {
    auto *rounds = llvm::dyn_cast<llvm::SCEVConstant>(evolution.getConstantMaxBackedgeTakenCount(&loop));
    return rounds && rounds->getAPInt().ule(maxRounds);
  }

  // What a value of the loop is in its first round, computed before the loop; null if that takes more than arithmetic.
  llvm::Value *firstValue(llvm::Value *value) {
    if (loop.isLoopInvariant(value))
      return value;
    auto [known, isNew] = firstValues.try_emplace(value, nullptr);
    if (!isNew)
      return known->second;
    llvm::Value *first = nullptr;
    auto *phi = llvm::dyn_cast<llvm::PHINode>(value);
    if (phi && phi->getParent() == loop.getHeader())
      first = phi->getIncomingValueForBlock(preheader);
    else if (llvm::isa<llvm::BinaryOperator, llvm::CastInst>(value))
      first = repeat(*llvm::cast<llvm::Instruction>(value));
    return firstValues[value] = first;
  }

  llvm::Value *repeat(const llvm::Instruction &instruction) {
    if (instruction.isIntDivRem() || !instruction.getType()->isIntegerTy())
      return nullptr;
    llvm::SmallVector<llvm::Value *, 2> operands;
    for (llvm::Value *operand : instruction.operands()) {
      operands.push_back(firstValue(operand));
      if (!operands.back())
        return nullptr;
    }
    llvm::Instruction *copy = instruction.clone();
    copy->dropPoisonGeneratingFlags();
    for (unsigned i = 0; i < operands.size(); ++i)
      copy->setOperand(i, operands[i]);
    copy->insertBefore(preheader->getTerminator()->getIterator());
    return copy;
  }

  void use(const Site &site, llvm::Instruction &start, int64_t distance) {
    llvm::PHINode *walked = progress(site);
    if (site.inner) {
      llvm::IRBuilder<> builder(site.inner);
      llvm::Value *wide = builder.CreateAdd(&start, walked);
      site.inner->replaceAllUsesWith(distance ? builder.CreateAdd(wide, builder.getInt64(distance)) : wide);
      return;
    }
    llvm::Value *&pointer = pointers[{&start, site.access.base}];
    if (!pointer)
      pointer = rootPointer(start, *site.access.base, *walked, !stepOf(site).isNegative());
    llvm::IRBuilder<> builder(site.access.instruction);
    int64_t offset = site.access.offset + distance;
    site.access.setPointer(offset ? advance(builder, *pointer, *builder.getInt64(offset), risingFlags()) : pointer);
  }

  // Each root gets a first address of its own, which LLVM does not look through: so it takes roots for different objects and compares
  // the ranges that they walk over at run time, once for all accesses of a root. In one object it would compare each access with each
  // other one, among them neighbours, which always overlap.
  llvm::Value *rootPointer(llvm::Instruction &start, llvm::Value &base, llvm::PHINode &walked, bool rises) {
    llvm::IRBuilder<> builder(preheader->getTerminator());
    llvm::Value *first = builder.CreateFreeze(builder.CreateGEP(builder.getInt8Ty(), &base, &start));
    builder.SetInsertPoint(loop.getHeader(), loop.getHeader()->getFirstInsertionPt());
    return advance(builder, *first, walked, rises ? risingFlags() : llvm::GEPNoWrapFlags::none());
  }

  static llvm::Value *advance(llvm::IRBuilder<> &builder, llvm::Value &pointer, llvm::Value &bytes, llvm::GEPNoWrapFlags flags) {
    return builder.CreateGEP(builder.getInt8Ty(), &pointer, &bytes, "", flags);
  }

  llvm::GEPNoWrapFlags risingFlags() {
    return hasFewRounds() ? llvm::GEPNoWrapFlags::noUnsignedWrap() : llvm::GEPNoWrapFlags::none();
  }

  llvm::Loop &loop;
  llvm::ScalarEvolution &evolution;
  const llvm::DominatorTree &dominators;
  llvm::BasicBlock *const preheader, *const latch;
  Sites outer;
  llvm::DenseMap<llvm::Value *, llvm::Value *> firstValues;
  llvm::DenseMap<int64_t, llvm::PHINode *> steps;
  llvm::DenseMap<std::pair<llvm::Instruction *, llvm::Value *>, llvm::Value *> pointers;
};

// One whose index LLVM leaves where it is.
std::optional<Site> siteAt(llvm::Instruction &instruction, const llvm::Loop &loop, const llvm::DominatorTree &dominators,
                           const Context &context) {
  if (std::optional<GuestAccess> access = GuestAccess::find(instruction, context.guestMemoryTag))
    return staysInEveryRound(instruction, loop, dominators) ? std::optional(Site{*access, access->index}) : std::nullopt;
  std::optional<GuestAccess> access = GuestAccess::find(instruction, context.checkedMemoryTag);
  if (!access || !access->isBounded(loop.getLoopDepth()))
    return std::nullopt;
  return Site{.access = *access, .index = access->index, .isChecked = true};
}

}  // namespace

llvm::PreservedAnalyses WidenIndices::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  if (loops.empty())
    return llvm::PreservedAnalyses::all();
  auto &dominators = analyses.getResult<llvm::DominatorTreeAnalysis>(function);
  auto &evolution = analyses.getResult<llvm::ScalarEvolutionAnalysis>(function);
  llvm::DenseMap<const llvm::Loop *, Sites> sites;
  llvm::ReversePostOrderTraversal<llvm::Function *> inOrder(&function);
  for (llvm::BasicBlock *block : inOrder)
    if (const llvm::Loop *loop = loops.getLoopFor(block))
      for (llvm::Instruction &instruction : *block)
        if (std::optional<Site> site = siteAt(instruction, *loop, dominators, context);
            site && sites[loop].size() < maxSitesPerLoop)
          sites[loop].push_back(*site);
  for (llvm::Loop *loop : llvm::reverse(loops.getLoopsInPreorder())) {  // inner ones first
    Sites outer = LoopWidener(*loop, evolution, dominators).run(sites[loop]);
    if (const llvm::Loop *parent = loop->getParentLoop())
      sites[parent].append(outer);
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

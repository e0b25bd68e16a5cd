#include "codegen/passes/RerollLoops.h"

#include "codegen/passes/RoundCopies.h"
#include "codegen/passes/WayToMeet.h"

#include <llvm/ADT/SetVector.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/ScalarEvolutionExpressions.h>
#include <llvm/Analysis/TargetTransformInfo.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/Transforms/Utils/ScalarEvolutionExpander.h>

namespace wasmc {
namespace {

constexpr uint64_t maxRounds = uint64_t{1} << 32;  // of a loop that is rerolled
constexpr uint64_t endless = uint64_t{1} << 62;
constexpr unsigned maxCost = 4;  // of computing them, in TargetTransformInfo's units
constexpr size_t maxInstructions = 1000;

class Reroller {
public:
  Reroller(llvm::Loop &loop, llvm::ScalarEvolution &evolution, const llvm::TargetTransformInfo &target, unsigned count)
      : loop(loop), block(*loop.getHeader()), evolution(evolution), target(target), count(count), copies(loop, evolution, count) {}

  bool run() {
    if (!copies.match())
      return false;
    llvm::Value *rounds = allRounds();
    if (!rounds)
      return false;
    evolution.forgetLoop(&loop);
    collectBody();
    weakenFlags();
    replaceResults(advanceInductions());
    for (auto [phi, value] : copies.carried())
      phi->setIncomingValueForBlock(&block, value);
    endAfter(*rounds);
    eraseOthers();
    return true;
  }

private:
  bool isInside(const llvm::User *user) const { return loop.contains(llvm::cast<llvm::Instruction>(user)); }
  bool isInduction(llvm::PHINode &phi) { return !copies.carried().contains(&phi) && copies.slope(&phi); }

  // count * T as a 64-bit value before the loop; null if T is not known there or not small.
  llvm::Value *allRounds() {
    const llvm::SCEV *again = evolution.getBackedgeTakenCount(&loop);
    if (llvm::isa<llvm::SCEVCouldNotCompute>(again))
      return roundsIfMet();
    if (evolution.getUnsignedRangeMax(again).uge(maxRounds))
      return nullptr;
    mostRounds = (evolution.getUnsignedRangeMax(again).getZExtValue() + 1) * count;
    llvm::Type *wide = llvm::Type::getInt64Ty(block.getContext());
    const llvm::SCEV *rounds = evolution.getAddExpr(evolution.getTruncateOrZeroExtend(again, wide), evolution.getOne(wide));
    return expand(evolution.getMulExpr(rounds, evolution.getConstant(wide, count)));
  }

  // T where the loop ends when an induction of 32 bits meets a value: (distance / step) + 1 if the distance is a multiple of the step.
  // Otherwise the loop never ends, for which endless stands: more than a century.
  llvm::Value *roundsIfMet() {
    std::optional<WayToMeet> way = wayToMeet(loop, block, evolution);
    llvm::Value *distance = way && way->distance->getType()->isIntegerTy(32) ? expand(way->distance) : nullptr;
    if (!distance)
      return nullptr;
    llvm::IRBuilder<> builder(loop.getLoopPreheader()->getTerminator());
    llvm::Value *wide = builder.CreateZExt(builder.CreateFreeze(distance), builder.getInt64Ty());
    llvm::Value *rounds =
        builder.CreateMul(builder.CreateAdd(builder.CreateLShr(wide, way->stepBits), builder.getInt64(1)), builder.getInt64(count));
    llvm::Value *rest = builder.CreateAnd(wide, builder.getInt64((uint64_t{1} << way->stepBits) - 1));
    mostRounds = endless;
    return builder.CreateSelect(builder.CreateIsNull(rest), rounds, builder.getInt64(endless));
  }

  // Computes a value before the loop; null if that takes much.
  llvm::Value *expand(const llvm::SCEV *value) {
    llvm::SCEVExpander expander(evolution, "rounds");
    llvm::Instruction *before = loop.getLoopPreheader()->getTerminator();
    if (!expander.isSafeToExpandAt(value, before) || expander.isHighCostExpansion(value, &loop, maxCost, &target, before))
      return nullptr;
    return expander.expandCodeFor(value, value->getType(), before);
  }

  // What the stores, the next round and the code behind the loop need.
  void collectBody() {
    llvm::SmallVector<llvm::Value *, 32> work(copies.stores().begin(), copies.stores().end());
    for (auto [phi, value] : copies.carried())
      work.append({phi, value});
    for (llvm::PHINode &phi : block.phis())
      if (isInduction(phi) && isUsedBehind(*phi.getIncomingValueForBlock(&block)))
        work.push_back(&phi);
    while (!work.empty()) {
      auto *instruction = llvm::dyn_cast<llvm::Instruction>(work.pop_back_val());
      if (!instruction || !loop.contains(instruction) || !body.insert(instruction))
        continue;
      if (!llvm::isa<llvm::PHINode>(instruction))
        work.append(instruction->value_op_begin(), instruction->value_op_end());
    }
  }

  bool isUsedBehind(const llvm::Value &value) const {
    return llvm::any_of(value.users(), [&](const llvm::User *user) { return !isInside(user); });
  }

  // See the rule about flags above.
  void weakenFlags() {
    llvm::SmallPtrSet<const llvm::Value *, 16> unwrapped;
    for (llvm::Instruction *instruction : body)
      if (auto *gep = llvm::dyn_cast<llvm::GetElementPtrInst>(instruction); gep && areUnwrapped(*gep))
        for (const llvm::Value *each = gep; llvm::isa<llvm::GetElementPtrInst>(each) && isInside(llvm::cast<llvm::User>(each));
             each = llvm::cast<llvm::GetElementPtrInst>(each)->getPointerOperand())
          unwrapped.insert(each);
    for (llvm::Instruction *instruction : body) {
      if (llvm::isa<llvm::PHINode>(instruction) || unwrapped.contains(instruction))
        continue;
      instruction->dropUnknownNonDebugMetadata({llvm::LLVMContext::MD_tbaa});
      if (!instruction->getType()->isVoidTy() && copies.slope(instruction))
        instruction->dropPoisonGeneratingFlags();
      else
        for (unsigned copy = 1; copy < count; ++copy)
          instruction->andIRFlags(copies.image(instruction, copy));
    }
  }

  // Whether the address and all its images are one of an induction plus constants, and no addition wraps.
  bool areUnwrapped(llvm::GetElementPtrInst &gep) {
    std::optional<llvm::APInt> step = copies.slope(&gep);
    const llvm::Value *root = rootOf(&gep);
    if (!step || step->isNegative() || !root)
      return false;
    for (unsigned copy = 1; copy < count; ++copy)
      if (const llvm::Value *image = copies.image(&gep, copy); !image || rootOf(image) != root)
        return false;
    return true;
  }

  // base + induction, which is the pointer but for constants that are not negative; null if there is another way to wrap.
  const llvm::Value *rootOf(const llvm::Value *pointer) const {
    const auto *gep = llvm::dyn_cast<llvm::GetElementPtrInst>(pointer);
    if (!gep || !loop.contains(gep) || !gep->hasNoUnsignedWrap() || gep->getNumIndices() != 1 ||
        !gep->getSourceElementType()->isIntegerTy(8))
      return nullptr;
    if (const auto *constant = llvm::dyn_cast<llvm::ConstantInt>(gep->getOperand(1)))
      return constant->isNegative() ? nullptr : rootOf(gep->getPointerOperand());
    return loop.isLoopInvariant(gep->getPointerOperand()) && llvm::isa<llvm::PHINode>(gep->getOperand(1)) ? gep : nullptr;
  }

  // Gives each induction of the body a shorter step. What was its next value in a round -> what it is now.
  llvm::DenseMap<llvm::Value *, llvm::Value *> advanceInductions() {
    llvm::DenseMap<llvm::Value *, llvm::Value *> advanced;
    llvm::IRBuilder<> builder(block.getTerminator());
    for (llvm::PHINode &phi : block.phis()) {
      if (!body.contains(&phi) || !isInduction(phi))
        continue;
      llvm::Value *step = builder.getInt(*copies.slope(&phi));
      bool isShort = hasRoom(phi, *copies.slope(&phi));
      llvm::Value *next =
          phi.getType()->isPointerTy() ? builder.CreatePtrAdd(&phi, step) : builder.CreateAdd(&phi, step, "", isShort, isShort);
      advanced[phi.getIncomingValueForBlock(&block)] = next;
      phi.setIncomingValueForBlock(&block, next);
    }
    return advanced;
  }

  // Whether an induction that begins with a constant can't wrap in as many rounds.
  bool hasRoom(const llvm::PHINode &phi, const llvm::APInt &step) const {
    const auto *start = llvm::dyn_cast<llvm::ConstantInt>(phi.getIncomingValueForBlock(loop.getLoopPreheader()));
    if (!start || start->isNegative() || step.isNegative())
      return false;
    llvm::APInt end = start->getValue().zext(256) + step.zext(256) * llvm::APInt(256, mostRounds);
    return end.getActiveBits() < start->getBitWidth();
  }

  // Behind the loop, the body's values in its last round take the place of the last copy's.
  void replaceResults(llvm::DenseMap<llvm::Value *, llvm::Value *> results) {
    for (llvm::Instruction *instruction : body)
      if (llvm::Value *last = copies.image(instruction, count - 1))
        results.try_emplace(last, instruction);
    llvm::SmallVector<std::pair<llvm::Use *, llvm::Value *>, 8> changes;
    for (auto [result, instead] : results)
      for (llvm::Use &use : result->uses())
        if (!isInside(use.getUser()))
          changes.emplace_back(&use, instead);
    for (auto [use, instead] : changes)
      use->set(instead);
  }

  void endAfter(llvm::Value &rounds) {
    llvm::BasicBlock *before = loop.getLoopPreheader();
    llvm::IRBuilder<> builder(&block, block.begin());
    llvm::PHINode *round = builder.CreatePHI(builder.getInt64Ty(), 2, "round");
    auto *branch = llvm::cast<llvm::BranchInst>(block.getTerminator());
    builder.SetInsertPoint(branch);
    auto *next = llvm::cast<llvm::Instruction>(builder.CreateAdd(round, builder.getInt64(1), "", true, true));
    round->addIncoming(builder.getInt64(0), before);
    round->addIncoming(next, &block);
    bool endsOnTrue = branch->getSuccessor(0) != &block;
    auto *end = llvm::cast<llvm::Instruction>(
        builder.CreateICmp(endsOnTrue ? llvm::CmpInst::ICMP_EQ : llvm::CmpInst::ICMP_NE, next, &rounds));
    branch->setCondition(end);
    for (llvm::Instruction *each : {static_cast<llvm::Instruction *>(round), next, end})
      body.insert(each);
    for (llvm::PHINode &phi : block.phis())
      if (auto *step = llvm::dyn_cast<llvm::Instruction>(phi.getIncomingValueForBlock(&block)); step && body.contains(&phi))
        body.insert(step);
  }

  void eraseOthers() {
    for (llvm::Instruction &instruction : llvm::make_early_inc_range(llvm::reverse(block))) {
      if (instruction.isTerminator() || body.contains(&instruction))
        continue;
      instruction.replaceAllUsesWith(llvm::PoisonValue::get(instruction.getType()));
      instruction.eraseFromParent();
    }
  }

  llvm::Loop &loop;
  llvm::BasicBlock &block;
  llvm::ScalarEvolution &evolution;
  const llvm::TargetTransformInfo &target;
  const unsigned count;
  RoundCopies copies;
  uint64_t mostRounds = 0;  // of the shorter loop
  llvm::SmallSetVector<llvm::Instruction *, 32> body;
};

// A copy's `-1 - i` of a multiple i can become an exclusive or, which is no difference to ScalarEvolution: xor (x, -2^n) is -2^n - x
// where the last n bits of x are 0.
bool restoreDifferences(llvm::BasicBlock &block, llvm::ScalarEvolution &evolution) {
  bool isChanged = false;
  for (llvm::Instruction &instruction : llvm::make_early_inc_range(block)) {
    auto *mask =
        instruction.getOpcode() == llvm::Instruction::Xor ? llvm::dyn_cast<llvm::ConstantInt>(instruction.getOperand(1)) : nullptr;
    if (!mask || !mask->getValue().isNegatedPowerOf2() ||
        evolution.getMinTrailingZeros(evolution.getSCEV(instruction.getOperand(0))) < mask->getValue().countr_zero())
      continue;
    llvm::IRBuilder<> builder(&instruction);
    llvm::Value *difference = builder.CreateSub(mask, instruction.getOperand(0));
    evolution.forgetValue(&instruction);
    instruction.replaceAllUsesWith(difference);
    instruction.eraseFromParent();
    isChanged = true;
  }
  return isChanged;
}

// The most copies first: two of four are copies, too.
bool reroll(llvm::Loop &loop, llvm::ScalarEvolution &evolution, const llvm::TargetTransformInfo &target) {
  llvm::BasicBlock *block = loop.getHeader();
  if (loop.getNumBlocks() != 1 || !loop.getLoopPreheader() || !llvm::isa<llvm::BranchInst>(block->getTerminator()) ||
      block->size() > maxInstructions)
    return false;
  bool isChanged = restoreDifferences(*block, evolution);
  for (unsigned count = RoundCopies::maxCount; count > 1; --count)
    if (Reroller(loop, evolution, target, count).run())
      return true;
  return isChanged;
}

}  // namespace

llvm::PreservedAnalyses RerollLoops::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  auto &loops = analyses.getResult<llvm::LoopAnalysis>(function);
  if (loops.empty())
    return llvm::PreservedAnalyses::all();
  auto &evolution = analyses.getResult<llvm::ScalarEvolutionAnalysis>(function);
  auto &target = analyses.getResult<llvm::TargetIRAnalysis>(function);
  bool isChanged = false;
  for (llvm::Loop *loop : loops.getLoopsInPreorder())
    isChanged |= reroll(*loop, evolution, target);
  if (!isChanged)
    return llvm::PreservedAnalyses::all();
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

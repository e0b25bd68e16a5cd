#include "codegen/passes/MergeBoundsChecks.h"

#include "codegen/analysis/LastPage.h"
#include "codegen/memory/MemorySize.h"
#include "codegen/passes/BoundsCheck.h"
#include "codegen/passes/GuestAccess.h"

#include "rt/abi/Layout.h"

#include <llvm/ADT/PostOrderIterator.h>
#include <llvm/IR/ConstantRange.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/PatternMatch.h>

namespace wasmc {
namespace {

using namespace llvm::PatternMatch;

// What stands for the size of a memory whose size is a constant; larger than any.
constexpr int64_t constantSize = int64_t{1} << 33;
constexpr int64_t maxReach = constantSize;
constexpr unsigned maxBlocksAhead = 64;
constexpr size_t maxFactsPerRoot = 32;

// What a value is above another one. LLVM writes sums that have no carry as `or`.
llvm::Value *withoutConstant(llvm::Value *value, int64_t &constant) {
  llvm::Value *rest;
  const llvm::APInt *summand;
  if (!match(value, m_AddLike(m_Value(rest), m_APInt(summand))))
    return value;
  constant = summand->getSExtValue();
  return rest;
}

// Passes if and only if zext(root + distance) + reach <= size.
struct Check {
  BoundsCheck place;
  llvm::Value *root;        // i32
  llvm::LoadInst *size;     // or null: constantSize
  int64_t distance, reach;  // reach: 0 to maxReach

  std::pair<llvm::Value *, llvm::Value *> key() const { return {root, size ? size->getPointerOperand() : nullptr}; }
};

// What is certain where the edge dominates.
struct Fact {
  llvm::BasicBlockEdge since;
  llvm::Value *index;  // zext(root + distance)
  int64_t distance, reach;
};

class Merger {
public:
  Merger(llvm::DominatorTree &dominators, const Context &context)
      : dominators(dominators), context(context), sizeTag(memorySizeTag(context)) {}

  bool visit(llvm::BasicBlock &block) {
    std::optional<Check> check = checkAt(block);
    if (!check)
      return false;
    auto &known = facts[check->key()];
    for (const Fact &fact : known)
      if (implies(fact, *check) && dominators.dominates(fact.since, &block)) {
        check->place.pass();
        redirect(*check, fact);
        return true;
      }
    Fact fact = strengthen(*check);
    if (known.size() < maxFactsPerRoot)
      known.push_back(fact);
    return false;
  }

private:
  std::optional<Check> checkAt(llvm::BasicBlock &block) const {
    std::optional<BoundsCheck> place = BoundsCheck::at(block);
    if (!place)
      return std::nullopt;
    Check check{*place, nullptr, nullptr, 0, place->trapsAtLimit ? 1 : 0};
    return findLimit(check) && findIndex(check) && check.reach >= 0 && check.reach <= maxReach ? std::optional(check)
                                                                                               : std::nullopt;
  }

  bool findLimit(Check &check) const {
    if (auto *constant = llvm::dyn_cast<llvm::ConstantInt>(check.place.limit)) {
      if (constant->getValue().getActiveBits() > 33)
        return false;
      check.reach += constantSize - static_cast<int64_t>(constant->getZExtValue());
      return true;
    }
    auto *narrow = llvm::dyn_cast<llvm::TruncInst>(check.place.limit);
    int64_t summand = 0;
    check.size = llvm::dyn_cast<llvm::LoadInst>(withoutConstant(narrow ? narrow->getOperand(0) : check.place.limit, summand));
    if (!check.size || check.size->getMetadata(llvm::LLVMContext::MD_tbaa) != sizeTag)
      return false;
    check.reach -= summand;
    return (summand == 0 && !narrow) || (summand <= 0 && fits(*check.size, -summand, check.place.limit->getType()));
  }

  // Whether the size less so much is the same in that type.
  static bool fits(const llvm::LoadInst &size, int64_t bytes, const llvm::Type *type) {
    const llvm::MDNode *range = size.getMetadata(llvm::LLVMContext::MD_range);
    if (!range)
      return false;
    llvm::ConstantRange sizes = llvm::getConstantRangeFromMetadata(*range);
    return sizes.getUnsignedMin().uge(bytes) && (sizes.getUnsignedMax() - bytes).getActiveBits() <= type->getIntegerBitWidth();
  }

  // The sum cannot wrap: what is checked has an unsigned carry only if the comparison is not one of memory/Explicit.cpp.
  static bool findIndex(Check &check) {
    llvm::Value *checked = check.place.checked, *index = checked;
    const llvm::APInt *summand;
    if (match(checked, m_NUWAddLike(m_Value(index), m_APInt(summand)))) {
      if (summand->getActiveBits() > 33)
        return false;
      check.reach += static_cast<int64_t>(summand->getZExtValue());
    } else {
      index = checked;
    }
    if (index->getType()->isIntegerTy(64) && !match(index, m_ZExt(m_Value(index))))
      return false;
    if (!index->getType()->isIntegerTy(32))
      return false;
    check.root = withoutConstant(index, check.distance);
    return !llvm::isa<llvm::Constant>(check.root);
  }

  bool isNear(int64_t distance) const {
    return distance == 0 || (context.lastPageIsClosed && distance > 0 && distance <= closedBytes);
  }

  bool implies(const Fact &fact, const Check &check) const {
    int64_t above = check.distance - fact.distance;
    return isNear(above) && above + check.reach <= fact.reach;
  }

  // Rule 2.
  Fact strengthen(Check &check) {
    llvm::SmallVector<Check, 8> group{check};
    for (const Check &other : following(check))
      if (other.key() == check.key() && other.place.trap() == check.place.trap())
        group.push_back(other);
    int64_t lowest = check.distance;
    for (const Check &each : group)
      if (isNear(check.distance - each.distance) && each.distance < lowest)
        lowest = each.distance;
    int64_t reach = 0;
    for (const Check &each : group)
      if (isNear(each.distance - lowest))
        reach = std::max(reach, each.distance - lowest + each.reach);
    llvm::IRBuilder<> builder(check.place.branch);
    llvm::Value *index = indexAt(builder, check, lowest);
    if ((lowest != check.distance || reach != check.reach) && reach <= maxReach)
      replaceCondition(builder, check, index, reach);
    else
      lowest = check.distance, reach = check.reach, index = indexAt(builder, check, lowest);
    return {{check.place.branch->getParent(), check.place.next()}, index, lowest, reach};
  }

  // The checks that come by behind this one, whatever happens, unless one of them ends the guest.
  llvm::SmallVector<Check, 8> following(const Check &check) const {
    llvm::SmallVector<Check, 8> found;
    llvm::BasicBlock *block = check.place.next();
    for (unsigned i = 0; i < maxBlocksAhead && block->getSinglePredecessor() &&
                         llvm::none_of(
                             *block, [&](const llvm::Instruction &each) { return hasEffect(each); });
         ++i) {
      std::optional<BoundsCheck> place = BoundsCheck::at(*block);
      if (!place)
        break;
      if (std::optional<Check> next = checkAt(*block))
        found.push_back(*next);
      block = place->next();
    }
    return found;
  }

  bool hasEffect(const llvm::Instruction &instruction) const {
    if (instruction.isTerminator() || instruction.isDebugOrPseudoInst())
      return false;
    if (auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction))
      return !store->isSimple() || !isGuestMemory(*store);
    if (auto *intrinsic = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction);
        intrinsic && intrinsic->getIntrinsicID() == llvm::Intrinsic::sideeffect)
      return false;
    return instruction.mayHaveSideEffects();
  }

  bool isGuestMemory(const llvm::Instruction &access) const {
    return access.getMetadata(llvm::LLVMContext::MD_tbaa) == context.checkedMemoryTag;
  }

  // Accesses behind an implied check whose index is the one that it compared.
  void redirect(const Check &check, const Fact &fact) {
    int64_t above = check.distance - fact.distance;
    if (above == 0 || !check.place.next()->getSinglePredecessor())
      return;
    llvm::SmallVector<llvm::Instruction *, 4> users;
    for (llvm::Instruction &instruction : *check.place.next())
      users.push_back(&instruction);
    for (llvm::Instruction *user : users) {
      std::optional<GuestAccess> access = GuestAccess::find(*user, context.checkedMemoryTag);
      int64_t distance = 0;
      if (!access || withoutConstant(access->index, distance) != check.root || distance != check.distance)
        continue;
      llvm::IRBuilder<> builder(user);
      llvm::Value *pointer =
          builder.CreateGEP(builder.getInt8Ty(), access->base, fact.index, "", llvm::GEPNoWrapFlags::noUnsignedWrap());
      access->setPointer(builder.CreateGEP(builder.getInt8Ty(), pointer, builder.getInt64(above + access->offset), "",
                                           llvm::GEPNoWrapFlags::noUnsignedWrap()));
    }
  }

  llvm::Value *indexAt(llvm::IRBuilder<> &builder, const Check &check, int64_t distance) {
    llvm::Value *sum = distance ? builder.CreateAdd(check.root, builder.getInt32(static_cast<uint32_t>(distance))) : check.root;
    return builder.CreateZExt(sum, builder.getInt64Ty());
  }

  void replaceCondition(llvm::IRBuilder<> &builder, const Check &check, llvm::Value *index, int64_t reach) {
    llvm::BranchInst *branch = check.place.branch;
    bool passesIfTrue = check.place.next() == branch->getSuccessor(0);
    auto predicate = passesIfTrue ? llvm::CmpInst::ICMP_ULE : llvm::CmpInst::ICMP_UGT;
    if (check.size)
      branch->setCondition(
          builder.CreateICmp(predicate, builder.CreateAdd(index, builder.getInt64(reach), "", true, true), check.size));
    else
      branch->setCondition(builder.CreateICmp(predicate, index, builder.getInt64(constantSize - reach)));
  }

  llvm::DominatorTree &dominators;
  const Context &context;
  const llvm::MDNode *sizeTag;
  llvm::DenseMap<std::pair<llvm::Value *, llvm::Value *>, llvm::SmallVector<Fact, 4>> facts;
};

}  // namespace

llvm::PreservedAnalyses MergeBoundsChecks::run(llvm::Function &function, llvm::FunctionAnalysisManager &analyses) {
  Merger merger(analyses.getResult<llvm::DominatorTreeAnalysis>(function), context);
  llvm::ReversePostOrderTraversal<llvm::Function *> inOrder(&function);
  for (llvm::BasicBlock *block : inOrder)
    merger.visit(*block);
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

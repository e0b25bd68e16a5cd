#include "codegen/passes/DispatchOnIndex.h"

#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/Analysis/ConstantFolding.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/PatternMatch.h>
#include <llvm/Transforms/Utils/BasicBlockUtils.h>

namespace wasmc {
namespace {

// A branch on `code == f`, of code loaded from a constant table.
struct Promotion {
  llvm::BranchInst *branch;
  llvm::Value *index;           // as it was before its extension
  llvm::ConstantInt *position;  // the only index of f
  llvm::BasicBlock *block() const { return branch->getParent(); }
  llvm::BasicBlock *direct() const { return branch->getSuccessor(0); }
  llvm::BasicBlock *indirect() const { return branch->getSuccessor(1); }
};

std::optional<uint64_t> onlyPosition(const llvm::Constant &table, const llvm::Constant *element) {
  std::optional<uint64_t> found;
  for (unsigned i = 0; i < table.getNumOperands(); ++i)
    if (table.getOperand(i) == element) {
      if (found)
        return std::nullopt;
      found = i;
    }
  return found;
}

std::optional<Promotion> matchPromotion(llvm::BasicBlock &block) {
  using namespace llvm::PatternMatch;
  auto *branch = llvm::dyn_cast<llvm::BranchInst>(block.getTerminator());
  llvm::Value *place;
  llvm::Constant *callee;
  if (!branch || !branch->isConditional() ||
      !match(branch->getCondition(), m_SpecificICmp(llvm::CmpInst::ICMP_EQ, m_Load(m_Value(place)), m_Constant(callee))))
    return std::nullopt;
  auto *element = llvm::dyn_cast<llvm::GetElementPtrInst>(place);
  if (!llvm::isa<llvm::Function>(callee) || !element || element->getNumIndices() != 1 ||
      !element->getSourceElementType()->isPointerTy())
    return std::nullopt;
  auto *table = llvm::dyn_cast<llvm::GlobalVariable>(element->getPointerOperand());
  if (!table || !table->isConstant() || !table->hasDefinitiveInitializer() ||
      !llvm::isa<llvm::ConstantArray>(table->getInitializer()))
    return std::nullopt;
  llvm::Value *index = element->getOperand(1);
  if (auto *extension = llvm::dyn_cast<llvm::ZExtInst>(index))
    index = extension->getOperand(0);
  std::optional<uint64_t> position = onlyPosition(*table->getInitializer(), callee);
  if (!position || !llvm::isUIntN(index->getType()->getIntegerBitWidth(), *position))
    return std::nullopt;
  return Promotion{branch, index, llvm::ConstantInt::get(llvm::cast<llvm::IntegerType>(index->getType()), *position)};
}

// The way to a promotion's branch, from its end to its beginning.
class Way {
public:
  explicit Way(const Promotion &promotion)
      : promotion(promotion), layout(promotion.block()->getDataLayout()), dominators(*promotion.block()->getParent()) {}

  // The block at whose end the index can be looked at first; null if there is none before the branch.
  llvm::BasicBlock *head() {
    llvm::BasicBlock *head = nullptr;
    for (llvm::BasicBlock *block = promotion.block(); canSkip(*block);) {
      skipped.insert(block);
      llvm::BasicBlock *before = block->getSinglePredecessor();
      if (!before || skipped.contains(before) || successor(*before->getTerminator()) != block ||
          !dominators.dominates(promotion.index, before->getTerminator()))
        break;
      head = block = before;
    }
    return head;
  }

private:
  // The value where the index is the promotion's; null if it isn't a constant there.
  llvm::Constant *fold(llvm::Value *value, unsigned depth = 0) const {
    constexpr unsigned mostDepth = 8;
    if (auto *constant = llvm::dyn_cast<llvm::Constant>(value))
      return constant;
    if (value == promotion.index)
      return promotion.position;
    if (depth == mostDepth ||
        !llvm::isa<llvm::CastInst, llvm::CmpInst, llvm::GetElementPtrInst, llvm::BinaryOperator, llvm::LoadInst>(value))
      return nullptr;
    auto *instruction = llvm::cast<llvm::Instruction>(value);
    llvm::SmallVector<llvm::Constant *, 4> operands;
    for (llvm::Value *operand : instruction->operands()) {
      operands.push_back(fold(operand, depth + 1));
      if (!operands.back())
        return nullptr;
    }
    if (auto *load = llvm::dyn_cast<llvm::LoadInst>(instruction))
      return load->isSimple() ? llvm::ConstantFoldLoadFromConstPtr(operands[0], load->getType(), layout) : nullptr;
    return llvm::ConstantFoldInstOperands(instruction, operands, layout);
  }

  // Where control goes where the index is the promotion's; null if that isn't known.
  llvm::BasicBlock *successor(llvm::Instruction &terminator) const {
    auto decided = [&](llvm::Value *condition) { return llvm::dyn_cast_or_null<llvm::ConstantInt>(fold(condition)); };
    if (auto *branch = llvm::dyn_cast<llvm::BranchInst>(&terminator)) {
      if (branch->isUnconditional())
        return branch->getSuccessor(0);
      llvm::ConstantInt *condition = decided(branch->getCondition());
      return condition ? branch->getSuccessor(condition->isZero()) : nullptr;
    }
    if (auto *choice = llvm::dyn_cast<llvm::SwitchInst>(&terminator)) {
      llvm::ConstantInt *condition = decided(choice->getCondition());
      return condition ? choice->findCaseValue(condition)->getCaseSuccessor() : nullptr;
    }
    return nullptr;
  }

  // Whether nothing that happens in the block, or is computed there, is missing on the direct way. A load of the guest's may trap, so
  // only those of constants may be left out.
  bool canSkip(llvm::BasicBlock &block) const {
    for (llvm::Instruction &instruction : block) {
      if (llvm::isa<llvm::PHINode>(instruction) ||
          !llvm::all_of(instruction.uses(), [&](auto &use) { return canLack(use, block); }))
        return false;
      if (!instruction.isTerminator() &&
          (instruction.mayHaveSideEffects() || (instruction.mayReadFromMemory() && !fold(&instruction))))
        return false;
    }
    return true;
  }

  // Whether the use is in a block to be skipped, or behind an edge that leaves them elsewhere than to the direct call.
  bool canLack(const llvm::Use &use, llvm::BasicBlock &definition) const {
    auto *user = llvm::cast<llvm::Instruction>(use.getUser());
    auto *phi = llvm::dyn_cast<llvm::PHINode>(user);
    llvm::BasicBlock *place = phi ? phi->getIncomingBlock(use) : user->getParent();
    if (place == &definition || skipped.contains(place))
      return !phi;
    auto leavesTo = [&](llvm::BasicBlock &block) {
      return llvm::any_of(llvm::successors(&block), [&](llvm::BasicBlock *next) {
        return next != promotion.direct() && next != &definition && !skipped.contains(next) && next->getSinglePredecessor() &&
               dominators.dominates(next, place);
      });
    };
    return leavesTo(definition) || llvm::any_of(skipped, [&](llvm::BasicBlock *block) { return leavesTo(*block); });
  }

  const Promotion &promotion;
  const llvm::DataLayout &layout;
  llvm::DominatorTree dominators;
  llvm::SmallPtrSet<llvm::BasicBlock *, 8> skipped;
};

void dispatch(const Promotion &promotion) {
  llvm::BasicBlock *head = Way(promotion).head();
  llvm::Instruction *place = head ? head->getTerminator() : promotion.branch;
  llvm::IRBuilder<> builder(place);
  llvm::Value *isPosition = builder.CreateICmpEQ(promotion.index, promotion.position);
  if (!head) {
    promotion.branch->setCondition(isPosition);
    return;
  }
  llvm::BasicBlock *checks = llvm::SplitBlock(head, place);
  llvm::MDNode *weights = promotion.branch->getMetadata(llvm::LLVMContext::MD_prof);
  llvm::ReplaceInstWithInst(head->getTerminator(), llvm::BranchInst::Create(promotion.direct(), checks, isPosition));
  head->getTerminator()->setMetadata(llvm::LLVMContext::MD_prof, weights);
  head->getTerminator()->setDebugLoc(promotion.branch->getDebugLoc());
  llvm::ReplaceInstWithInst(promotion.branch, llvm::BranchInst::Create(promotion.indirect()));
}

}  // namespace

llvm::PreservedAnalyses DispatchOnIndex::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  llvm::SmallVector<Promotion> promotions;
  for (llvm::BasicBlock &block : function)
    if (std::optional<Promotion> found = matchPromotion(block);
        found && found->direct()->getSinglePredecessor() && !llvm::isa<llvm::PHINode>(found->direct()->front()))
      promotions.push_back(*found);
  // The most frequent target of a call, which is compared first, comes last: so its comparison gets in front of the others.
  for (const Promotion &promotion : llvm::reverse(promotions))
    dispatch(promotion);
  return promotions.empty() ? llvm::PreservedAnalyses::all() : llvm::PreservedAnalyses::none();
}

}  // namespace wasmc

#include "codegen/passes/FrameBalance.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/PostOrderIterator.h>
#include <llvm/ADT/SmallPtrSet.h>
#include <llvm/IR/CFG.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {
namespace {

constexpr unsigned maxSteps = 32;  // of a sum that is looked through

// What is known of a value: nothing yet, its difference from the variable's value at entry, that it may be anything; or, of the
// variable itself where an exception has arrived, that it is what it was at the throw.
struct Known {
  enum { Nothing, Difference, Anything, AsThrown } kind = Nothing;
  uint64_t difference = 0;  // modulo the variable's width

  bool operator==(const Known &) const = default;

  Known join(const Known &other) const {
    if (kind == AsThrown || other.kind == AsThrown)
      return {AsThrown};
    if (kind == Nothing)
      return other;
    return other.kind == Nothing || *this == other ? *this : Known{Anything};
  }
};

// Whether a call may look at the variable: only functions of this IR can reach it.
bool entersGuest(const llvm::Instruction &instruction) {
  const auto *call = llvm::dyn_cast<llvm::CallBase>(&instruction);
  const auto *callee = call ? llvm::dyn_cast<llvm::Function>(call->getCalledOperand()) : nullptr;
  return call && !call->isInlineAsm() && !(callee && callee->isDeclaration());
}

// The argument that every return of the called function returns, as memset's do; else null.
const llvm::Value *returnedArgument(const llvm::CallBase &call) {
  const auto *callee = llvm::dyn_cast<llvm::Function>(call.getCalledOperand());
  const llvm::Argument *returned = nullptr;
  if (!callee || callee->isDeclaration() || callee->arg_size() != call.arg_size())
    return nullptr;
  for (const llvm::BasicBlock &block : *callee)
    if (const auto *end = llvm::dyn_cast<llvm::ReturnInst>(block.getTerminator())) {
      const llvm::Value *value = end->getReturnValue();
      if (const auto *phi = llvm::dyn_cast_or_null<llvm::PHINode>(value))
        value = phi->hasConstantValue();
      const auto *argument = llvm::dyn_cast_or_null<llvm::Argument>(value);
      if (!argument || (returned && returned != argument))
        return nullptr;
      returned = argument;
    }
  return returned ? call.getArgOperand(returned->getArgNo()) : nullptr;
}

// A dataflow analysis over the blocks: what the variable holds at the end of each, with what loads of it and phis stand for.
class Balance {
public:
  Balance(const llvm::Function &function, const llvm::GlobalVariable &variable) : function(function), variable(variable) {}

  bool run() {
    llvm::ReversePostOrderTraversal<const llvm::Function *> order(&function);
    bool changed = true;
    while (changed) {
      changed = false;
      for (const llvm::BasicBlock *block : order)
        changed |= visit(*block);
    }
    return !seenAsThrown && llvm::all_of(order, [&](const llvm::BasicBlock *block) {
      return !llvm::isa<llvm::ReturnInst>(block->getTerminator()) || atEnd[block] == Known{Known::Difference, 0};
    });
  }

private:
  bool visit(const llvm::BasicBlock &block) {
    bool changed = false;
    Known now = block.isEntryBlock() ? Known{Known::Difference, 0} : Known{};
    for (const llvm::BasicBlock *before : llvm::predecessors(&block))
      now = now.join(atEnd[before]);
    if (block.isLandingPad())
      now = {Known::AsThrown};
    for (const llvm::Instruction &instruction : block) {
      if (const auto *phi = llvm::dyn_cast<llvm::PHINode>(&instruction)) {
        if (phi->getType() != variable.getValueType())
          continue;
        Known incoming = ofPhi(*phi);  // before its own place is looked up: it may make new ones
        changed |= set(values[phi], incoming);
      } else if (llvm::getLoadStorePointerOperand(&instruction) != &variable) {
        seenAsThrown |= now.kind == Known::AsThrown && entersGuest(instruction);
      } else if (const auto *store = llvm::dyn_cast<llvm::StoreInst>(&instruction)) {
        now = of(*store->getValueOperand());
      } else {
        seenAsThrown |= now.kind == Known::AsThrown;
        changed |= set(values[&instruction], now);
      }
    }
    return set(atEnd[&block], now) || changed;
  }

  // What is known changes in one direction only, so the analysis ends.
  static bool set(Known &place, Known value) {
    Known joined = place.join(value);
    bool changed = !(joined == place);
    place = joined;
    return changed;
  }

  Known ofPhi(const llvm::PHINode &phi) {
    Known known;
    for (const llvm::Value *value : phi.incoming_values())
      known = known.join(of(*value));
    return known;
  }

  Known of(const llvm::Value &value) {
    const llvm::Value *root = &value;
    llvm::APInt sum(variable.getValueType()->getIntegerBitWidth(), 0);
    for (unsigned step = 0; step < maxSteps; ++step) {
      if (const auto *call = llvm::dyn_cast<llvm::CallBase>(root))
        if (const llvm::Value *argument = returnedArgument(*call)) {
          root = argument;
          continue;
        }
      const auto *operation = llvm::dyn_cast<llvm::BinaryOperator>(root);
      const auto *constant = operation ? llvm::dyn_cast<llvm::ConstantInt>(operation->getOperand(1)) : nullptr;
      if (!constant || (operation->getOpcode() != llvm::Instruction::Add && operation->getOpcode() != llvm::Instruction::Sub))
        break;
      sum += operation->getOpcode() == llvm::Instruction::Add ? constant->getValue() : -constant->getValue();
      root = operation->getOperand(0);
    }
    bool isFollowed =
        llvm::isa<llvm::PHINode>(root) || (llvm::isa<llvm::LoadInst>(root) && llvm::getLoadStorePointerOperand(root) == &variable);
    if (!isFollowed)
      return {Known::Anything};
    Known known = values[root];
    if (known.kind == Known::Difference)
      known.difference = (llvm::APInt(sum.getBitWidth(), known.difference) + sum).getZExtValue();
    return known;
  }

  const llvm::Function &function;
  const llvm::GlobalVariable &variable;
  bool seenAsThrown = false;
  llvm::DenseMap<const llvm::BasicBlock *, Known> atEnd;
  llvm::DenseMap<const llvm::Value *, Known> values;
};

}  // namespace

bool givesBack(const llvm::Function &function, const llvm::GlobalVariable &variable) { return Balance(function, variable).run(); }

}  // namespace wasmc

#include "codegen/passes/EarlySums.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/IR/Instructions.h>

namespace wasmc {
namespace {

bool isWide(const llvm::Instruction &instruction) {
  return llvm::isa<llvm::BinaryOperator>(instruction) && instruction.getType()->isIntegerTy(128);
}

// What sums and their halves are made of.
bool isMovable(const llvm::Instruction &instruction) {
  switch (instruction.getOpcode()) {
  case llvm::Instruction::Add:
  case llvm::Instruction::Or:
  case llvm::Instruction::Shl:
  case llvm::Instruction::LShr:
  case llvm::Instruction::ZExt:
  case llvm::Instruction::Trunc: return instruction.getType()->isIntegerTy();
  default: return false;
  }
}

// The operand that is computed last, of those in the instruction's block.
llvm::Instruction *lastOperand(const llvm::Instruction &instruction) {
  llvm::Instruction *last = nullptr;
  for (llvm::Value *operand : instruction.operands())
    if (auto *definition = llvm::dyn_cast<llvm::Instruction>(operand);
        definition && definition->getParent() == instruction.getParent())
      if (!last || last->comesBefore(definition))
        last = definition;
  return last;
}

}  // namespace

llvm::PreservedAnalyses EarlySums::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  for (llvm::BasicBlock &block : function)
    if (llvm::any_of(block, isWide))
      for (llvm::Instruction &instruction : llvm::make_early_inc_range(block))
        if (isMovable(instruction))
          if (llvm::Instruction *last = lastOperand(instruction); last && !llvm::isa<llvm::PHINode>(last))
            instruction.moveAfter(last);
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

#include "codegen/passes/BaseFromInstance.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>

namespace wasmc {
namespace {

constexpr const char *kind = "wasmc-memory";

struct OwnMemory {
  llvm::Argument *instance;
  uint64_t field, distance;
};

// A parameter of none has a null instance.
OwnMemory find(llvm::Function &function) {
  OwnMemory found{};
  for (llvm::Argument &argument : function.args()) {
    llvm::Attribute attribute = function.getAttributes().getParamAttr(argument.getArgNo(), kind);
    if (!attribute.isValid())
      continue;
    auto [field, distance] = attribute.getValueAsString().split(' ');
    field.getAsInteger(10, found.field);
    distance.getAsInteger(10, found.distance);
    found.instance = &argument;
  }
  return found;
}

bool isLoadOfBase(const llvm::LoadInst &load, const OwnMemory &memory) {
  const llvm::DataLayout &layout = load.getDataLayout();
  llvm::APInt offset(64, 0);
  const llvm::Value *object =
      load.getPointerOperand()->stripAndAccumulateConstantOffsets(layout, offset, /*AllowNonInbounds=*/true);
  return load.getType()->isPointerTy() && load.isSimple() && object == memory.instance && offset == memory.field;
}

}  // namespace

void BaseFromInstance::describe(llvm::Argument &instance, uint64_t field, uint64_t distance) {
  instance.addAttr(llvm::Attribute::get(instance.getContext(), kind, llvm::utostr(field) + " " + llvm::utostr(distance)));
}

llvm::PreservedAnalyses BaseFromInstance::run(llvm::Function &function, llvm::FunctionAnalysisManager &) {
  OwnMemory memory = find(function);
  llvm::SmallVector<llvm::LoadInst *, 8> loads;
  if (memory.instance)
    for (llvm::Instruction &instruction : llvm::instructions(function))
      if (auto *load = llvm::dyn_cast<llvm::LoadInst>(&instruction); load && isLoadOfBase(*load, memory))
        loads.push_back(load);
  if (loads.empty())
    return llvm::PreservedAnalyses::all();
  llvm::IRBuilder<> builder(&function.getEntryBlock(), function.getEntryBlock().getFirstNonPHIOrDbgOrAlloca());
  llvm::Value *base =
      builder.CreatePtrAdd(memory.instance, builder.getInt64(memory.distance), "base", llvm::GEPNoWrapFlags::noUnsignedWrap());
  for (llvm::LoadInst *load : loads) {
    load->replaceAllUsesWith(base);
    load->eraseFromParent();
  }
  llvm::PreservedAnalyses preserved;
  preserved.preserveSet<llvm::CFGAnalyses>();
  return preserved;
}

}  // namespace wasmc

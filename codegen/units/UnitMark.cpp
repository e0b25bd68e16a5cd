#include "codegen/units/UnitMark.h"

#include <llvm/IR/Constants.h>
#include <llvm/Transforms/Utils/ModuleUtils.h>

namespace wasmc {

void markUnit(llvm::Module &ir, const UnitKey &key) {
  llvm::Constant *bytes = llvm::ConstantDataArray::get(ir.getContext(), llvm::ArrayRef(key));
  auto *mark = new llvm::GlobalVariable(ir, bytes->getType(), /*isConstant=*/true, llvm::GlobalValue::PrivateLinkage, bytes,
                                        unitMarkSection);
  mark->setSection(unitMarkSection);
  llvm::appendToCompilerUsed(ir, {mark});
}

}  // namespace wasmc

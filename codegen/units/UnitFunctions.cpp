#include "codegen/units/UnitFunctions.h"

#include "codegen/Signature.h"

namespace wasmc {

llvm::Function *UnitFunctions::define(FunctionId id) {
  const FuncType &type = plan.modules[id.module].module.functionType(id.index);
  llvm::Function *function =
      FunctionSignature(context, type).createFunction(context, plan.symbols.symbol(id), plan.symbols.display(id));
  if (plan.isShared(id))
    share(*function);
  describe(*function);
  return functions[id] = function;
}

llvm::Function *UnitFunctions::get(FunctionId id) {
  id = plan.graph.resolve(id);
  llvm::Function *&function = functions[id];
  if (!function) {
    const FuncType &type = plan.modules[id.module].module.functionType(id.index);
    function = FunctionSignature(context, type).declareFunction(context, plan.symbols.symbol(id));
    describe(*function);
  }
  return function;
}

// So that loads of invariant fields may leave loops.
void UnitFunctions::describe(llvm::Function &function) const {
  if (instanceSize)
    instanceParameter(function)->addAttr(llvm::Attribute::getWithDereferenceableBytes(context.ir.getContext(), instanceSize));
}

}  // namespace wasmc

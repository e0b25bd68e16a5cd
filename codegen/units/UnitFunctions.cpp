#include "codegen/units/UnitFunctions.h"

#include "codegen/Signature.h"
#include "codegen/instance/LibraryAccess.h"

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

// For larger ones, or with the usual threshold, compile time and size grow by a third, for nothing: the producer has inlined what is
// worth it. What remains are bodies that are smaller here than in Wasm, wide multiplication (`__multi3`) above all.
llvm::Function *UnitFunctions::defineInlinable(FunctionId id) {
  llvm::Function *function = define(id);
  function->setLinkage(llvm::GlobalValue::AvailableExternallyLinkage);
  function->addFnAttr("function-inline-threshold", "-20");  // in units of a fifth of an instruction, a call's own cost subtracted
  return function;
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

void UnitFunctions::describe(llvm::Function &function) const {
  if (layout)
    describeInstance(*layout, *instanceParameter(function));
}

}  // namespace wasmc

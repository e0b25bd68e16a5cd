// Which functions call which, across modules and units.
#pragma once

#include "codegen/analysis/BodyFacts.h"
#include "codegen/units/FunctionSymbols.h"

#include <functional>

namespace wasmc {

class CallGraph {
public:
  // `provider`: what a function is that a module imports: another module's, or itself where the importing module's state has code for
  // it. `roots` are called by others than functions' bodies. Borrows the facts, by module.
  CallGraph(const std::vector<InputModule> &modules, const std::vector<BodyFacts> &facts,
            std::function<FunctionId(FunctionId)> provider, const std::vector<FunctionId> &roots);

  // Whether calls can get there from the roots.
  bool isReached(FunctionId function) const { return reached[function.module][function.index]; }

  // What a function's code calls by name, imports replaced by their providers.
  template <typename Use> void forEachCall(FunctionId caller, Use use) const {
    for (uint32_t callee : facts[caller.module].calls[caller.index])
      use(resolve({caller.module, callee}));
  }
  FunctionId resolve(FunctionId function) const { return isImport(function) ? provider(function) : function; }

private:
  bool isImport(FunctionId function) const { return modules[function.module].module.functions[function.index].import.has_value(); }

  const std::vector<InputModule> &modules;
  const std::vector<BodyFacts> &facts;
  std::function<FunctionId(FunctionId)> provider;
  std::vector<std::vector<bool>> reached;
};

}  // namespace wasmc

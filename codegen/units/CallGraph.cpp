#include "codegen/units/CallGraph.h"

namespace wasmc {

CallGraph::CallGraph(const std::vector<InputModule> &modules, const std::vector<BodyFacts> &facts,
                     std::function<FunctionId(FunctionId)> provider, const std::vector<FunctionId> &roots)
    : modules(modules), facts(facts), provider(std::move(provider)) {
  for (const InputModule &input : modules)
    reached.emplace_back(input.module.functions.size());
  std::vector<FunctionId> pending;
  auto reach = [&](FunctionId function) {
    std::vector<bool>::reference flag = reached[function.module][function.index];
    if (!flag)
      pending.push_back(function);
    flag = true;
  };
  for (FunctionId root : roots)
    reach(resolve(root));
  while (!pending.empty()) {
    FunctionId caller = pending.back();
    pending.pop_back();
    forEachCall(caller, reach);
  }
}

}  // namespace wasmc

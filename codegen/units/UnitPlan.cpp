#include "codegen/units/UnitPlan.h"

namespace wasmc {

UnitPlan::UnitPlan(const std::vector<InputModule> &modules, const FunctionSymbols &symbols, const CallGraph &graph,
                   const std::vector<FunctionId> &roots, std::vector<Unit> units, const CodegenOptions &options)
    : modules(modules), symbols(symbols), graph(graph), units(std::move(units)) {
  for (const InputModule &input : modules)
    knownBodies.push_back(options.techniques.knownBodies ? findKnownBodies(input.module)
                                                         : std::vector(input.module.functions.size(), KnownBody::None));
  findShared(roots);
}

void UnitPlan::findShared(const std::vector<FunctionId> &roots) {
  constexpr uint32_t none = UINT32_MAX;  // imports, which the state has code for
  std::vector<std::vector<uint32_t>> unitOf;
  for (const InputModule &input : modules) {
    unitOf.emplace_back(input.module.functions.size(), none);
    shared.emplace_back(input.module.functions.size());
  }
  for (uint32_t u = 0; u < units.size(); ++u)
    for (uint32_t function : units[u].functions)
      unitOf[units[u].module][function] = u;
  auto share = [&](FunctionId function) { shared[function.module][function.index] = true; };
  for (FunctionId root : roots)
    share(graph.resolve(root));
  for (uint32_t u = 0; u < units.size(); ++u)
    for (uint32_t function : units[u].functions)
      graph.forEachCall({units[u].module, function}, [&](FunctionId callee) {
        if (unitOf[callee.module][callee.index] != u)
          share(callee);
      });
}

}  // namespace wasmc

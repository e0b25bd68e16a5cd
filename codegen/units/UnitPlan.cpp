#include "codegen/units/UnitPlan.h"

#include <set>

namespace wasmc {
namespace {

// A body of more bytes is seldom smaller than a call.
constexpr size_t maxInlinable = 128;

bool inlines(const CodegenOptions &options) {
  return options.techniques.inliningAcrossUnits && options.level != OptLevel::O0 && options.level != OptLevel::O1;
}

}  // namespace

UnitPlan::UnitPlan(const std::vector<InputModule> &modules, const FunctionSymbols &symbols, const CallGraph &graph,
                   const std::vector<FunctionId> &roots, std::vector<Unit> units, const CodegenOptions &options)
    : modules(modules), symbols(symbols), graph(graph), units(std::move(units)) {
  for (const InputModule &input : modules)
    knownBodies.push_back(options.techniques.knownBodies ? findKnownBodies(input.module)
                                                         : std::vector(input.module.functions.size(), KnownBody::None));
  for (const Unit &unit : this->units)
    inlinable.push_back(inlines(options) ? findInlinable(unit) : std::vector<uint32_t>());
  findShared(roots);
}

std::vector<uint32_t> UnitPlan::findInlinable(const Unit &unit) const {
  auto isInlinable = [&](FunctionId function) {
    const Function &definition = modules[function.module].module.functions[function.index];
    bool callsNone = true;
    graph.forEachCall(function, [&](FunctionId) { callsNone = false; });
    return !definition.import && definition.body.bytes.size() <= maxInlinable && callsNone;
  };
  std::set<uint32_t> found;
  for (uint32_t function : unit.functions)
    graph.forEachCall({unit.module, function}, [&](FunctionId callee) {
      if (callee.module == unit.module && isInlinable(callee))
        found.insert(callee.index);
    });
  for (uint32_t own : unit.functions)
    found.erase(own);
  return {found.begin(), found.end()};
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

// What is known before the first unit of code is compiled, and never changes then: units read it from several threads.
#pragma once

#include "codegen/analysis/KnownBodies.h"
#include "codegen/units/Partition.h"

namespace wasmc {

struct UnitPlan {
  // Borrows all but `units`. `roots` are the functions that the state refers to.
  UnitPlan(const std::vector<InputModule> &modules, const FunctionSymbols &symbols, const CallGraph &graph,
           const std::vector<FunctionId> &roots, std::vector<Unit> units, const CodegenOptions &options);

  const Module &moduleOf(const Unit &unit) const { return modules[unit.module].module; }
  // Whether functions of other units, or the state, refer to it.
  bool isShared(FunctionId function) const { return shared[function.module][function.index]; }

  const std::vector<InputModule> &modules;
  const FunctionSymbols &symbols;
  const CallGraph &graph;
  const std::vector<Unit> units;
  std::vector<std::vector<KnownBody>> knownBodies;  // by module and function
  // By unit: small functions of the module's other units that its code calls. Their bodies are in its IR, too, for LLVM to inline.
  std::vector<std::vector<uint32_t>> inlinable;

private:
  std::vector<uint32_t> findInlinable(const Unit &unit) const;
  void findShared(const std::vector<FunctionId> &roots);

  std::vector<std::vector<bool>> shared;
};

}  // namespace wasmc

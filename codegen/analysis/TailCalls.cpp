#include "codegen/analysis/TailCalls.h"

#include "frontend/NullVisitor.h"

#include <algorithm>

namespace wasmc {
namespace {

struct TailCallFinder : NullVisitor {
  static constexpr bool handles(Feature feature) { return isCompiled(feature); }
  bool found = false;

  void return_call(uint32_t, Arguments) { found = true; }
  void return_call_indirect(const imm::CallIndirect &, Value, Arguments) { found = true; }
};

bool hasTailCall(const Module &module) {
  TailCallFinder finder;
  for (uint32_t f = module.importedFunctionCount(); f < module.functions.size() && !finder.found; ++f)
    (void)FunctionDecoder<TailCallFinder>(module, finder).decodeFunction(f);
  return finder.found;
}

}  // namespace

bool usesTailCalls(const std::vector<InputModule> &modules) {
  return std::ranges::any_of(
      modules, [](const InputModule &input) { return input.module.features.has(Feature::TailCall) && hasTailCall(input.module); });
}

}  // namespace wasmc

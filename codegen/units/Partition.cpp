#include "codegen/units/Partition.h"

#include <llvm/Support/xxhash.h>

namespace wasmc {
namespace {

// Content-defined chunking: of the functions in the second half of a unit the first of these ends it.
bool endsUnit(llvm::StringRef symbol) {
  constexpr uint64_t oneOf = 16;
  return llvm::xxh3_64bits(symbol) % oneOf == 0;
}

}  // namespace

std::vector<Unit> partition(const std::vector<InputModule> &modules, const CallGraph &graph, const FunctionSymbols &symbols,
                            uint64_t unitSize) {
  std::vector<Unit> units;
  for (size_t m = 0; m < modules.size(); ++m) {
    const Module &module = modules[m].module;
    bool isOpen = false;
    for (uint32_t i = module.importedFunctionCount(); i < module.functions.size(); ++i) {
      if (!graph.isReached({m, i}))
        continue;
      uint64_t bytes = module.functions[i].body.bytes.size();
      if (!isOpen || units.back().bytes + bytes > unitSize)
        units.push_back({m, {}});
      units.back().functions.push_back(i);
      units.back().bytes += bytes;
      isOpen = units.back().bytes < unitSize / 2 || !endsUnit(symbols.symbol({m, i}));
    }
  }
  return units;
}

}  // namespace wasmc

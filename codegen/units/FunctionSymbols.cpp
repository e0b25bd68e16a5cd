#include "codegen/units/FunctionSymbols.h"

#include <fmt/format.h>

namespace wasmc {

FunctionSymbols::FunctionSymbols(const std::vector<InputModule> &modules) {
  llvm::StringMap<unsigned> uses;  // of a name so far
  for (size_t m = 0; m < modules.size(); ++m) {
    const FunctionNames &own = names.emplace_back(modules[m].module);
    std::vector<llvm::StringRef> &list = symbols.emplace_back();
    for (uint32_t i = 0; i < modules[m].module.functions.size(); ++i) {
      std::string name = own.symbol(i);
      auto place = functions.try_emplace(name, m, i);
      for (unsigned &count = uses[name]; !place.second;)
        place = functions.try_emplace(fmt::format("{}.{}", name, ++count), m, i);
      list.push_back(place.first->first());
    }
  }
}

std::optional<FunctionId> FunctionSymbols::find(llvm::StringRef symbol) const {
  auto found = functions.find(symbol);
  return found == functions.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace wasmc

// What the functions of a compilation are called in its objects, where several units refer to them: each name means one function.
#pragma once

#include "codegen/Codegen.h"
#include "codegen/instance/FunctionNames.h"

#include <llvm/ADT/StringMap.h>
#include <optional>
#include <vector>

namespace wasmc {

// A function, in the index space of its module.
struct FunctionId {
  size_t module;  // index into the input's modules
  uint32_t index;
  auto operator<=>(const FunctionId &) const = default;
};

class FunctionSymbols {
public:
  // Borrows the modules.
  explicit FunctionSymbols(const std::vector<InputModule> &modules);

  // FunctionNames::symbol, followed by a number where another function has the same.
  llvm::StringRef symbol(FunctionId function) const { return symbols[function.module][function.index]; }
  // FunctionNames::display.
  std::string display(FunctionId function) const { return names[function.module].display(function.index); }
  // The function of this name, if there is one.
  std::optional<FunctionId> find(llvm::StringRef symbol) const;

private:
  std::vector<FunctionNames> names;
  llvm::StringMap<FunctionId> functions;
  std::vector<std::vector<llvm::StringRef>> symbols;  // the former's keys
};

}  // namespace wasmc

// The columns of a table that nothing changes after instantiation, one for each type that calls through it name.
#pragma once

#include "codegen/Context.h"
#include "codegen/instance/InstanceModel.h"
#include "codegen/units/SharedState.h"

#include <map>
#include <string>

namespace wasmc {

// What such a table has at an index.
struct TableElement {
  llvm::Constant *code = nullptr;
  uint32_t type = 0;  // the function's canonical type; 0: there is no function
};

class TypeColumns {
public:
  // `name` is for the object's symbols.
  TypeColumns(std::vector<TableElement> elements, std::string name) : elements(std::move(elements)), name(std::move(name)) {}

  // The column for a canonical type, made when it is asked for first; null where there are too many already. Functions that trap are
  // emitted for `instance`, of `module`. Lives as long as this.
  const TypeColumn *find(Context &context, const Module &module, InstanceModel &instance, uint32_t type);

  // Makes those that have been made visible to other units.
  SharedColumns share(const FunctionSymbols &symbols) const;

private:
  std::vector<TableElement> elements;
  std::string name;
  std::map<uint32_t, TypeColumn> columns;
};

}  // namespace wasmc

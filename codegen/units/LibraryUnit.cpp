#include "codegen/units/LibraryUnit.h"

namespace wasmc {

llvm::Constant *LibraryUnit::globalConstant(uint32_t index) {
  const std::optional<SharedConstant> &known = state.globals[index];
  return known ? known->in(context, module.globals[index].type.type) : nullptr;
}

const TypeColumn *LibraryUnit::typeColumn(uint32_t table, uint32_t type) {
  return columns.find(context, functions, state.columns[table], type);
}

}  // namespace wasmc

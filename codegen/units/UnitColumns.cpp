#include "codegen/units/UnitColumns.h"

namespace wasmc {

const TypeColumn *UnitColumns::find(Context &context, UnitFunctions &functions, const SharedColumns &columns, uint32_t type) {
  auto found = columns.find(type);
  if (found == columns.end())
    return nullptr;
  const SharedColumn &shared = found->second;
  auto [place, isNew] = declared.try_emplace(&shared);
  TypeColumn &column = place->second;
  if (isNew) {
    column = {shared.code.declare(context), shared.size, {}};
    for (const SharedColumn::Candidate &candidate : shared.candidates)
      column.candidates.push_back({candidate.index, functions.get(candidate.function)});
  }
  return &column;
}

}  // namespace wasmc

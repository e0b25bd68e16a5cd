#include "codegen/analysis/TableUse.h"

namespace wasmc {

Definition tableDefinition(const ProgramInput &input, const ImportMap &imports, size_t module, uint32_t table) {
  if (auto import = input.modules[module].module.tables[table].import)
    return std::get<Definition>(imports[module][*import]);
  return {module, table};
}

TableUses joinTableUses(const ProgramInput &input, const ImportMap &imports, const std::vector<BodyFacts> &facts) {
  TableUses result;
  for (const BodyFacts &module : facts)
    result.emplace_back(module.tables.size());
  for (size_t m = 0; m < facts.size(); ++m) {
    for (uint32_t t = 0; t < facts[m].tables.size(); ++t) {
      Definition definition = tableDefinition(input, imports, m, t);
      TableUse &use = result[definition.module][definition.index];
      use.read |= facts[m].tables[t].read;
      use.written |= facts[m].tables[t].written;
      use.grown |= facts[m].tables[t].grown;
    }
  }
  return result;
}

}  // namespace wasmc

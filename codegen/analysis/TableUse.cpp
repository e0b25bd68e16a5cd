#include "codegen/analysis/TableUse.h"

#include "frontend/NullVisitor.h"

namespace wasmc {
namespace {

// Records what one module's bodies do, by the module's own table indices.
struct TableScanner : NullVisitor {
  static constexpr bool handles(Feature feature) { return isCompiled(feature); }
  std::vector<TableUse> &uses;
  explicit TableScanner(std::vector<TableUse> &uses) : uses(uses) {}

  Value table_get(uint32_t table, Value) {
    uses[table].read = true;
    return {};
  }
  void table_set(uint32_t table, Value, Value) { uses[table].written = true; }
  void table_init(const imm::TableInit &imm, Value, Value, Value) { uses[imm.table].written = true; }
  void table_copy(const imm::TableCopy &imm, Value, Value, Value) {
    uses[imm.destination].written = true;
    uses[imm.source].read = true;
  }
  Value table_grow(uint32_t table, Value, Value) {
    uses[table].grown = true;
    return {};
  }
  void table_fill(uint32_t table, Value, Value, Value) { uses[table].written = true; }
};

}  // namespace

Definition tableDefinition(const ProgramInput &input, const ImportMap &imports, size_t module, uint32_t table) {
  if (auto import = input.modules[module].module.tables[table].import)
    return std::get<Definition>(imports[module][*import]);
  return {module, table};
}

std::expected<TableUses, ModuleError> analyzeTables(const ProgramInput &input, const ImportMap &imports) {
  TableUses result;
  for (const InputModule &entry : input.modules)
    result.emplace_back(entry.module.tables.size());
  for (size_t m = 0; m < input.modules.size(); ++m) {
    const Module &module = input.modules[m].module;
    std::vector<TableUse> local(module.tables.size());
    for (uint32_t f = module.importedFunctionCount(); f < module.functions.size(); ++f) {
      TableScanner scanner(local);
      if (auto done = FunctionDecoder<TableScanner>(module, scanner).decodeFunction(f); !done)
        return std::unexpected(ModuleError{m, done.error()});
    }
    for (uint32_t t = 0; t < local.size(); ++t) {
      Definition definition = tableDefinition(input, imports, m, t);
      TableUse &use = result[definition.module][definition.index];
      use.read |= local[t].read;
      use.written |= local[t].written;
      use.grown |= local[t].grown;
    }
  }
  return result;
}

}  // namespace wasmc

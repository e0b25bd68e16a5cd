#include "codegen/analysis/BodyFacts.h"

#include "frontend/NullVisitor.h"

namespace wasmc {
namespace {

struct BodyScanner : NullVisitor {
  BodyFacts &facts;
  explicit BodyScanner(BodyFacts &facts) : facts(facts) {}

  Value table_get(uint32_t table, Value) {
    facts.tables[table].read = true;
    return {};
  }
  void table_set(uint32_t table, Value, Value) { facts.tables[table].written = true; }
  void table_init(const imm::TableInit &imm, Value, Value, Value) { facts.tables[imm.table].written = true; }
  void table_copy(const imm::TableCopy &imm, Value, Value, Value) {
    facts.tables[imm.destination].written = true;
    facts.tables[imm.source].read = true;
  }
  Value table_grow(uint32_t table, Value, Value) {
    facts.tables[table].grown = true;
    return {};
  }
  void table_fill(uint32_t table, Value, Value, Value) { facts.tables[table].written = true; }

  void throw_(uint32_t, Arguments) { facts.hasExceptions = true; }
  void throw_ref(Value) { facts.hasExceptions = true; }
  void try_table(Frames, std::span<const imm::CatchClause>) { facts.hasExceptions = true; }
  void try_(FrameRef) { facts.hasExceptions = true; }

  void return_call(uint32_t, Arguments) { facts.hasTailCall = true; }
  void return_call_indirect(const imm::CallIndirect &, Value, Arguments) { facts.hasTailCall = true; }
  void return_call_ref(uint32_t, Value, Arguments) { facts.hasTailCall = true; }
};

}  // namespace

Result<BodyFacts> scanBodies(const Module &module) {
  BodyFacts facts{std::vector<TableUse>(module.tables.size())};
  BodyScanner scanner(facts);
  FunctionDecoder<BodyScanner> decoder(module, scanner);
  for (uint32_t f = module.importedFunctionCount(); f < module.functions.size(); ++f)
    if (auto done = decoder.decodeFunction(f); !done)
      return std::unexpected(done.error());
  return facts;
}

}  // namespace wasmc

#include "codegen/analysis/BodyFacts.h"

#include "frontend/NullVisitor.h"

#include <algorithm>
#include <set>

namespace wasmc {
namespace {

struct BodyScanner : NullVisitor {
  BodyFacts &facts;
  std::vector<uint32_t> *calls = nullptr;  // of the function at hand
  std::set<std::pair<uint32_t, uint32_t>> indirectCalls;
  std::set<uint32_t> referencedFunctions, usedData;

  explicit BodyScanner(BodyFacts &facts) : facts(facts) {}

  void beginFunction(uint32_t index) { calls = &facts.calls[index]; }
  void finishFunction() const {
    std::ranges::sort(*calls);
    calls->erase(std::ranges::unique(*calls).begin(), calls->end());
    calls->shrink_to_fit();
  }

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

  void throw_(uint32_t, Arguments) { facts.hasExceptions = facts.throws = true; }
  void throw_ref(Value) { facts.hasExceptions = true; }
  void try_table(Frames, std::span<const imm::CatchClause>) { facts.hasExceptions = true; }
  void try_(FrameRef) { facts.hasExceptions = true; }

  void call(uint32_t callee, Arguments, Operands) { calls->push_back(callee); }
  void call_indirect(const imm::CallIndirect &imm, Value, Arguments, Operands) {
    if (indirectCalls.emplace(imm.table, imm.type).second)
      facts.indirectCalls.push_back({imm.table, imm.type});
  }
  void return_call(uint32_t callee, Arguments) {
    facts.hasTailCall = true;
    calls->push_back(callee);
  }
  void return_call_indirect(const imm::CallIndirect &, Value, Arguments) { facts.hasTailCall = true; }
  void return_call_ref(uint32_t, Value, Arguments) { facts.hasTailCall = true; }
  Value ref_func(uint32_t function) {
    if (referencedFunctions.insert(function).second)
      facts.referencedFunctions.push_back(function);
    return {};
  }

  void use(uint32_t data) {
    if (usedData.insert(data).second)
      facts.usedData.push_back(data);
  }
  void memory_init(const imm::MemoryInit &imm, const auto &) { use(imm.data); }
  void data_drop(const imm::DataIndex &imm, const auto &) { use(imm.index); }
  void array_init_data(const imm::ArrayData &imm, Value, Value, Value, Value) { use(imm.second); }

  Value makeObject() {
    facts.makesObjects = true;
    return {};
  }
  Value struct_new(uint32_t, Arguments) { return makeObject(); }
  Value struct_new_default(uint32_t) { return makeObject(); }
  Value array_new(uint32_t, Value, Value) { return makeObject(); }
  Value array_new_default(uint32_t, Value) { return makeObject(); }
  Value array_new_fixed(uint32_t, Arguments) { return makeObject(); }
  Value array_new_data(const imm::ArrayData &imm, Value, Value) {
    use(imm.second);
    return makeObject();
  }
  Value array_new_elem(const imm::ArrayElement &, Value, Value) { return makeObject(); }
};

}  // namespace

Result<BodyFacts> scanBodies(const Module &module) {
  BodyFacts facts{.tables = std::vector<TableUse>(module.tables.size()), .calls{module.functions.size()}};
  BodyScanner scanner(facts);
  FunctionDecoder<BodyScanner> decoder(module, scanner);
  for (uint32_t f = module.importedFunctionCount(); f < module.functions.size(); ++f) {
    scanner.beginFunction(f);
    if (auto done = decoder.decodeFunction(f); !done)
      return std::unexpected(done.error());
    scanner.finishFunction();
  }
  return facts;
}

}  // namespace wasmc

#include "codegen/analysis/Requirements.h"

#include "frontend/ConstExpr.h"
#include "frontend/NullVisitor.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

struct CompiledVisitor : NullVisitor {
  static constexpr bool handles(Feature feature) { return isCompiled(feature); }
};

class Checker {
public:
  explicit Checker(const Module &module) : module(module) {}

  Result<void> run() {
    forEach("type", module.types, [this](const SubType &type) { checkType(type); });
    forEach("table", module.tables, [this](const Table &table) { checkTable(table); });
    forEach("memory", module.memories, [this](const Memory &memory) { checkMemory(memory.type); });
    if (module.memories.size() > 1)
      need(Feature::MultiMemory, "memory 1");
    forEach("tag", module.tags, [this](const Tag &) { need(Feature::Exceptions); });
    forEach("global", module.globals, [this](const Global &global) { checkGlobal(global); });
    forEach("element segment", module.elements, [this](const ElementSegment &segment) { checkSegment(segment); });
    forEach("data segment", module.data, [this](const DataSegment &segment) {
      if (segment.mode == SegmentMode::Active)
        checkConstant(segment.offset);
    });
    return std::move(result);
  }

private:
  template <typename Entity, typename Check> void forEach(std::string_view what, const std::vector<Entity> &entities, Check check) {
    for (size_t i = 0; i < entities.size() && result; ++i) {
      current = {what, i};
      check(entities[i]);
    }
  }

  void need(Feature feature, std::string_view what) {
    if (result && !isCompiled(feature))
      result = failure(0, fmt::format("{} {}", what, uncompiledFeature(feature)));
  }
  void need(Feature feature) {
    if (!isCompiled(feature))
      need(feature, fmt::format("{} {}", current.what, current.index));
  }
  void need(ValueType type) { need(featureOf(type)); }

  void checkType(const SubType &type) {
    if (const FuncType *function = type.function()) {
      for (const ResultType *types : {&function->parameters, &function->results})
        for (ValueType value : *types)
          need(value);
    } else if (const ArrayType *array = type.array()) {
      need(array->element.type);
    } else {
      for (const FieldType &field : type.structure()->fields)
        need(field.type);
    }
  }

  void checkTable(const Table &table) {
    need(table.type.element);
    if (table.type.addressType == ValueType::I64)
      need(Feature::Memory64);
    if (table.initializer)
      checkConstant(*table.initializer);
  }

  void checkMemory(const MemoryType &type) {
    if (type.addressType == ValueType::I64)
      need(Feature::Memory64);
    if (type.isShared)
      need(Feature::Threads);
    if (type.pageSizeLog2 != 16)
      need(Feature::CustomPageSizes);
  }

  void checkGlobal(const Global &global) {
    need(global.type.type);
    if (!global.import)
      checkConstant(global.initializer);
  }

  void checkSegment(const ElementSegment &segment) {
    if (segment.mode == SegmentMode::Active)
      checkConstant(segment.offset);
    const auto *expressions = std::get_if<std::vector<ConstExpr>>(&segment.elements);
    if (!expressions)
      return;  // functions by index, whose type is not written down
    need(segment.type);
    for (const ConstExpr &expression : *expressions)
      checkConstant(expression);
  }

  void checkConstant(const ConstExpr &expression) {
    CompiledVisitor visitor;
    if (!result)
      return;
    if (auto done = visitConstExpr(module, visitor, expression); !done)
      result = std::unexpected(done.error());
  }

  const Module &module;
  struct {
    std::string_view what;
    size_t index;
  } current{};
  Result<void> result;
};

}  // namespace

std::expected<void, ModuleError> checkRequirements(const std::vector<InputModule> &modules) {
  for (size_t m = 0; m < modules.size(); ++m)
    if (Result<void> done = Checker(modules[m].module).run(); !done)
      return std::unexpected(ModuleError{m, done.error()});
  return {};
}

}  // namespace wasmc

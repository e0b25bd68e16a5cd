#include "codegen/analysis/ExceptionUse.h"

#include <algorithm>

namespace wasmc {
namespace {

bool isException(ValueType type) {
  return type.isRef() && (type.heapType() == HeapType::Exn || type.heapType() == HeapType::NoExn);
}

bool mentionsException(const FuncType &type) {
  return std::ranges::any_of(type.parameters, isException) || std::ranges::any_of(type.results, isException);
}

// A function's type counts because a host, or another module, may call it or be called by it.
bool spreadsExceptions(const Module &module) {
  for (uint32_t i = 0; i < module.functions.size(); ++i)
    if (mentionsException(module.functionType(i)))
      return true;
  return std::ranges::any_of(module.types, [](const SubType &type) { return !type.function(); }) ||
         std::ranges::any_of(module.tags, [&](const Tag &tag) { return mentionsException(module.funcType(tag.typeIndex)); }) ||
         std::ranges::any_of(module.globals, [](const Global &global) { return isException(global.type.type); }) ||
         std::ranges::any_of(module.tables, [](const Table &table) { return isException(table.type.element); }) ||
         std::ranges::any_of(module.elements, [](const ElementSegment &segment) { return isException(segment.type); });
}

}  // namespace

bool needCollector(const std::vector<InputModule> &modules) {
  return std::ranges::any_of(modules, [](const InputModule &each) { return spreadsExceptions(each.module); });
}

}  // namespace wasmc

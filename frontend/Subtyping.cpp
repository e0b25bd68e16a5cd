#include "frontend/Subtyping.h"

#include <algorithm>

namespace wasmc {
namespace {

// Walks up from `sub`: at most maxSubtypeDepth steps.
bool definedMatches(const Module &module, uint32_t sub, uint32_t super) {
  std::optional<uint32_t> type = sub;
  while (type && !sameType(module, *type, super))
    type = module.types[*type].supertype;
  return type.has_value();
}

bool allMatch(const Module &module, const ResultType &sub, const ResultType &super) {
  return std::ranges::equal(sub, super, [&](ValueType a, ValueType b) { return matches(module, a, b); });
}

}  // namespace

HeapType::Abstract abstractKind(const SubType &type) {
  if (type.function())
    return HeapType::Func;
  return type.structure() ? HeapType::Struct : HeapType::Array;
}

bool detail::referenceMatches(const Module &module, ValueType sub, ValueType super) {
  if (sub.isNullable() && !super.isNullable())
    return false;
  if (sub.isBottomRef())
    return true;
  return !super.isBottomRef() && matches(module, sub.heapType(), super.heapType());
}

bool sameType(const Module &module, uint32_t typeIndex, uint32_t otherTypeIndex) {
  return module.canonicalTypes[typeIndex] == module.canonicalTypes[otherTypeIndex];
}

bool sameType(const Module &module, ValueType a, ValueType b) {
  if (a == b || !a.isRef() || !b.isRef() || a.isNullable() != b.isNullable() || a.isBottomRef() || b.isBottomRef())
    return a == b;
  HeapType x = a.heapType(), y = b.heapType();
  return x.isIndex() && y.isIndex() && sameType(module, x.typeIndex(), y.typeIndex());
}

HeapType topOf(const Module &module, HeapType type) {
  HeapType::Abstract kind = type.isIndex() ? abstractKind(module.types[type.typeIndex()]) : type.abstract();
  for (HeapType::Abstract top : {HeapType::Any, HeapType::Func, HeapType::Extern, HeapType::Exn})
    if (abstractMatches(kind, top))
      return top;
  return HeapType::Any;
}

bool matches(const Module &module, HeapType sub, HeapType super) {
  if (sub.isIndex() && super.isIndex())
    return definedMatches(module, sub.typeIndex(), super.typeIndex());
  if (sub.isIndex())
    return abstractMatches(abstractKind(module.types[sub.typeIndex()]), super.abstract());
  if (super.isIndex())
    return sub.abstract() == bottomOf(abstractKind(module.types[super.typeIndex()]));
  return abstractMatches(sub.abstract(), super.abstract());
}

bool matches(const Module &module, const FieldType &sub, const FieldType &super) {
  if (sub.packing != super.packing || sub.isMutable != super.isMutable)
    return false;
  return sub.isMutable ? sameType(module, sub.type, super.type) : matches(module, sub.type, super.type);
}

bool matches(const Module &module, const FuncType &sub, const FuncType &super) {
  return allMatch(module, super.parameters, sub.parameters) && allMatch(module, sub.results, super.results);
}

bool compositeMatches(const Module &module, const SubType &sub, const SubType &super) {
  if (sub.function() && super.function())
    return matches(module, *sub.function(), *super.function());
  if (sub.array() && super.array())
    return matches(module, sub.array()->element, super.array()->element);
  if (!sub.structure() || !super.structure())
    return false;
  const std::vector<FieldType> &fields = sub.structure()->fields, &above = super.structure()->fields;
  return fields.size() >= above.size() &&
         std::ranges::equal(std::span(fields).first(above.size()), above,
                            [&](const FieldType &a, const FieldType &b) { return matches(module, a, b); });
}

}  // namespace wasmc

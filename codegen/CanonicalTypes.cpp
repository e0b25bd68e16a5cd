#include "codegen/CanonicalTypes.h"

#include "frontend/Subtyping.h"
#include "frontend/TypeNumbering.h"

#include <algorithm>

namespace wasmc {

CanonicalTypes::CanonicalTypes(const std::vector<InputModule> &modules) {
  declare(modules);
  sort();
}

// Numbers them in order of declaration.
void CanonicalTypes::declare(const std::vector<InputModule> &modules) {
  TypeNumbering numbering;
  for (const InputModule &input : modules) {
    const Module &module = input.module;
    std::vector<uint32_t> &own = numbers[&module];
    for (RecGroup group : module.groups) {
      if (!numbering.add(module, group, own, count() + 1))
        continue;
      for (uint32_t i = group.first; i < group.first + group.count; ++i) {
        std::optional<uint32_t> super = module.types[i].supertype;
        types.push_back({.module = &module, .typeIndex = i, .supertype = super ? own[*super] : 0});
      }
    }
  }
}

// Brings them into preorder, functions first, then structures, then arrays. Supertypes are declared before their subtypes
// (specification, 3.2.7), so that one pass in either direction suffices.
void CanonicalTypes::sort() {
  std::vector<uint32_t> sizes(types.size() + 1, 1), order(types.size() + 1);  // by old number: of the subtree; the new number
  for (uint32_t n = count(); n > 0; --n)
    sizes[types[n - 1].supertype] += sizes[n];
  for (size_t form = 0, first = 1; form < forms.size(); ++form) {
    auto isOfForm = [form](const Type &type) { return type.definition().composite.index() == form; };
    size_t end = first + static_cast<size_t>(std::ranges::count_if(types, isOfForm));
    forms[form] = {static_cast<uint32_t>(first), static_cast<uint32_t>(end - 1)};
    first = end;
  }
  std::vector<uint32_t> next(types.size() + 1);  // by old number: the new one that the next direct subtype gets
  std::array<uint32_t, 3> nextRoot{forms[0].first, forms[1].first, forms[2].first};  // the same, by form, without a supertype
  std::vector<Type> sorted(types.size());
  for (uint32_t n = 1; n <= count(); ++n) {
    Type &type = types[n - 1];
    uint32_t &place = type.supertype ? next[type.supertype] : nextRoot[type.definition().composite.index()];
    order[n] = place;
    place += sizes[n];
    next[n] = order[n] + 1;
    sorted[order[n] - 1] = {type.module, type.typeIndex, order[type.supertype], order[n] + sizes[n] - 1, false};
  }
  types = std::move(sorted);
  for (auto &[module, own] : numbers)
    for (uint32_t &number : own)
      number = order[number];
  for (const auto &[module, own] : numbers)
    for (const Function &function : module->functions)
      types[own[function.typeIndex] - 1].hasFunctions = true;
}

ValueType CanonicalTypes::canonical(const Module &module, ValueType type) const {
  if (!type.isRef() || !type.heapType().isIndex())
    return type;
  return ValueType::ref(HeapType::index(number(module, type.heapType().typeIndex())), type.isNullable());
}

bool CanonicalTypes::matches(ValueType sub, ValueType super) const {
  if (sub == super)
    return true;
  if (!sub.isRef() || !super.isRef() || (sub.isNullable() && !super.isNullable()))
    return false;
  HeapType a = sub.heapType(), b = super.heapType();
  if (a.isIndex() && b.isIndex())
    return isSubtype(a.typeIndex(), b.typeIndex());
  auto above = [this](HeapType type) { return abstractKind((*this)[type.typeIndex()].definition()); };
  if (b.isIndex())
    return a.abstract() == bottomOf(above(b));
  return abstractMatches(a.isIndex() ? above(a) : a.abstract(), b.abstract());
}

}  // namespace wasmc

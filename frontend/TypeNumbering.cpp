#include "frontend/TypeNumbering.h"

namespace wasmc {
namespace {

class KeyWriter {
public:
  KeyWriter(const Module &module, RecGroup group, const std::vector<uint32_t> &numbers)
      : module(module), group(group), numbers(numbers) {}

  std::u32string write() {
    for (uint32_t i = 0; i < group.count; ++i)
      put(module.types[group.first + i]);
    return std::move(key);
  }

private:
  void put(uint32_t word) { key += static_cast<char32_t>(word); }
  void putIndex(uint32_t typeIndex) {
    if (typeIndex >= group.first)
      put(2 * (typeIndex - group.first) + 1);
    else
      put(2 * numbers[typeIndex]);
  }
  void put(ValueType type) {
    bool isIndex = type.isRef() && type.heapType().isIndex();
    put(static_cast<uint32_t>(type.kind()) | uint32_t{type.isNullable()} << 8 | uint32_t{isIndex} << 9);
    if (isIndex)
      putIndex(type.heapType().typeIndex());
    else if (type.isRef())
      put(type.heapType().raw());
  }
  void put(const ResultType &types) {
    put(static_cast<uint32_t>(types.size()));
    for (ValueType type : types)
      put(type);
  }
  void put(const FieldType &field) {
    put(static_cast<uint32_t>(field.packing) | uint32_t{field.isMutable} << 8);
    put(field.type);
  }
  void put(const FuncType &type) {
    put(type.parameters);
    put(type.results);
  }
  void put(const StructType &type) {
    put(static_cast<uint32_t>(type.fields.size()));
    for (const FieldType &field : type.fields)
      put(field);
  }
  void put(const ArrayType &type) { put(type.element); }
  void put(const SubType &type) {
    put(static_cast<uint32_t>(type.composite.index()) | uint32_t{type.isFinal} << 8 | uint32_t{type.supertype.has_value()} << 9);
    if (type.supertype)
      putIndex(*type.supertype);
    std::visit([this](const auto &composite) { put(composite); }, type.composite);
  }

  const Module &module;
  RecGroup group;
  const std::vector<uint32_t> &numbers;
  std::u32string key;
};

}  // namespace

bool TypeNumbering::add(const Module &module, RecGroup group, std::vector<uint32_t> &numbers, uint32_t next) {
  auto [known, isNew] = groups.try_emplace(KeyWriter(module, group, numbers).write(), next);
  for (uint32_t i = 0; i < group.count; ++i)
    numbers.push_back(known->second + i);
  return isNew;
}

}  // namespace wasmc

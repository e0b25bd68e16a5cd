#include "frontend/Types.h"

namespace wasmc {

namespace {

struct HeapTypeNames {
  std::string_view text, shortText;
};
constexpr HeapTypeNames heapTypeNames[] = {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) {text, shortText},
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
};

std::string toString(const ResultType &types) {
  std::string text = "[";
  for (ValueType type : types) {
    if (text.size() > 1)
      text += ' ';
    text += toString(type);
  }
  return text + ']';
}

std::string toString(const Limits &limits, ValueType addressType) {
  std::string text = (addressType == ValueType::I64 ? "i64 " : "") + std::to_string(limits.min);
  if (limits.max)
    text += ' ' + std::to_string(*limits.max);
  return text;
}

}  // namespace

std::string_view heapTypeName(HeapType::Abstract type) { return heapTypeNames[type].text; }

std::string toString(HeapType type) {
  return type.isIndex() ? std::to_string(type.typeIndex()) : std::string(heapTypeName(type.abstract()));
}

std::string toString(ValueType type) {
  switch (type.kind()) {
  case ValueType::Bottom: return "bot";
  case ValueType::I32: return "i32";
  case ValueType::I64: return "i64";
  case ValueType::F32: return "f32";
  case ValueType::F64: return "f64";
  case ValueType::V128: return "v128";
  case ValueType::Ref: break;
  }
  if (type.isBottomRef())
    return "(ref bot)";
  if (type.isNullable() && !type.heapType().isIndex())
    return std::string(heapTypeNames[type.heapType().abstract()].shortText);
  return std::string("(ref ") + (type.isNullable() ? "null " : "") + toString(type.heapType()) + ")";
}

std::string toString(const FuncType &type) { return toString(type.parameters) + " -> " + toString(type.results); }

std::string toString(const TableType &type) { return toString(type.limits, type.addressType) + ' ' + toString(type.element); }

std::string toString(const MemoryType &type) {
  std::string text = toString(type.limits, type.addressType);
  if (type.isShared)
    text += " shared";
  if (type.pageSizeLog2 != 16)
    text += " (pagesize " + std::to_string(uint64_t{1} << type.pageSizeLog2) + ")";
  return text;
}

std::string toString(const GlobalType &type) { return type.isMutable ? "(mut " + toString(type.type) + ")" : toString(type.type); }

}  // namespace wasmc

// The types of WebAssembly as value types: cheap to copy, compared by value.
// Source: specification, section 2.3 (structure) and 5.3 (binary format).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wasmc {

// The heap types a reference can point to. Values from firstTypeIndex on are indices of defined types.
class HeapType {
public:
  enum Abstract : uint32_t { Func, Extern };
  static constexpr uint32_t firstTypeIndex = 64;

  constexpr HeapType(Abstract abstract) : code(abstract) {}
  static constexpr HeapType index(uint32_t typeIndex) { return HeapType(firstTypeIndex + typeIndex); }

  constexpr bool isIndex() const { return code >= firstTypeIndex; }
  constexpr uint32_t typeIndex() const { return code - firstTypeIndex; }
  constexpr uint32_t raw() const { return code; }
  friend constexpr bool operator==(HeapType, HeapType) = default;

private:
  explicit constexpr HeapType(uint32_t code) : code(code) {}
  uint32_t code;
};

// A value type, or Bottom: the type of an operand that unreachable code conjures up, which matches every type.
class ValueType {
public:
  enum Kind : uint8_t { Bottom, I32, I64, F32, F64, V128, Ref };

  constexpr ValueType(Kind kind = Bottom) : theKind(kind), nullable(0), heap(0) {}
  static constexpr ValueType ref(HeapType heapType, bool isNullable = true) {
    ValueType type(Ref);
    type.nullable = isNullable;
    type.heap = heapType.raw();
    return type;
  }
  static constexpr ValueType funcref() { return ref(HeapType::Func); }
  static constexpr ValueType externref() { return ref(HeapType::Extern); }

  constexpr Kind kind() const { return theKind; }
  constexpr bool isBottom() const { return theKind == Bottom; }
  constexpr bool isRef() const { return theKind == Ref; }
  constexpr bool isNumeric() const { return theKind >= I32 && theKind <= F64; }
  constexpr bool isNullable() const { return nullable; }
  // Only for references.
  constexpr HeapType heapType() const {
    return heap >= HeapType::firstTypeIndex ? HeapType::index(heap - HeapType::firstTypeIndex)
                                            : HeapType(static_cast<HeapType::Abstract>(heap));
  }
  // Has a default value, so that a local of this type needs no initialisation.
  constexpr bool isDefaultable() const { return theKind != Ref || nullable; }
  friend constexpr bool operator==(const ValueType &, const ValueType &) = default;
  // Some order, for sorting and searching: it says nothing about subtyping.
  friend constexpr auto operator<=>(const ValueType &, const ValueType &) = default;

private:
  Kind theKind;
  uint8_t nullable;
  uint32_t heap;
};

using ResultType = std::vector<ValueType>;

struct FuncType {
  ResultType parameters;
  ResultType results;
  friend bool operator==(const FuncType &, const FuncType &) = default;
  friend auto operator<=>(const FuncType &, const FuncType &) = default;
};

// Sizes in elements or pages. Without a maximum the index type is the limit.
struct Limits {
  uint64_t min = 0;
  std::optional<uint64_t> max;
};

struct MemoryType {
  Limits limits;
  ValueType addressType = ValueType::I32;
};

struct TableType {
  ValueType element = ValueType::funcref();
  Limits limits;
  ValueType addressType = ValueType::I32;
};

struct GlobalType {
  ValueType type;
  bool isMutable = false;
};

// As the text format spells them: `i32`, `funcref`, `(ref null 3)`, `[i32 i64] -> [f32]`.
std::string toString(ValueType type);
std::string toString(const FuncType &type);
std::string toString(const TableType &type);
std::string toString(const MemoryType &type);
std::string toString(const GlobalType &type);

}  // namespace wasmc

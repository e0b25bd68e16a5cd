// The types of WebAssembly as value types: cheap to copy, compared by value.
// Source: specification, section 2.3 (structure) and 5.3 (binary format).
#pragma once

#include "frontend/AbstractHeapTypes.h"

#include <bit>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wasmc {

// The heap types that a reference can point to. Values from firstTypeIndex on are indices of defined types.
class HeapType {
public:
  using Abstract = AbstractHeapTypes::Type;
  using enum AbstractHeapTypes::Type;
  static constexpr uint32_t firstTypeIndex = 64;

  constexpr HeapType(Abstract abstract) : code(abstract) {}
  static constexpr HeapType index(uint32_t typeIndex) { return HeapType(firstTypeIndex + typeIndex); }
  static constexpr HeapType fromRaw(uint32_t raw) { return HeapType(raw); }

  constexpr bool isIndex() const { return code >= firstTypeIndex; }
  constexpr uint32_t typeIndex() const { return code - firstTypeIndex; }
  // Only when not isIndex().
  constexpr Abstract abstract() const { return static_cast<Abstract>(code); }
  constexpr uint32_t raw() const { return code; }
  friend constexpr bool operator==(HeapType, HeapType) = default;

private:
  explicit constexpr HeapType(uint32_t code) : code(code) {}
  uint32_t code;
};

// A value type, or Bottom: the type of an operand that unreachable code conjures up, which matches every type.
class ValueType {
public:
  enum Kind : uint16_t { Bottom, I32, I64, F32, F64, V128, Ref };

  constexpr ValueType(Kind kind = Bottom) : theKind(kind) {}
  static constexpr ValueType ref(HeapType heapType, bool isNullable = true) {
    ValueType type(Ref);
    type.nullable = isNullable;
    type.heap = heapType.raw();
    return type;
  }
  static constexpr ValueType funcref() { return ref(HeapType::Func); }
  static constexpr ValueType externref() { return ref(HeapType::Extern); }
  // The type of a reference that unreachable code conjures up: some reference, of which nothing else is known.
  static constexpr ValueType bottomRef() {
    ValueType type(Ref);
    type.heap = bottomHeap;
    return type;
  }

  constexpr Kind kind() const { return theKind; }
  constexpr bool isBottom() const { return theKind == Bottom; }
  constexpr bool isRef() const { return theKind == Ref; }
  constexpr bool isBottomRef() const { return theKind == Ref && heap == bottomHeap; }
  constexpr bool isNumeric() const { return theKind >= I32 && theKind <= F64; }
  constexpr bool isNullable() const { return nullable; }
  // The next two only for references.
  constexpr HeapType heapType() const { return HeapType::fromRaw(heap); }
  constexpr ValueType asNullable(bool isNullable) const { return ref(heapType(), isNullable); }
  // Has a default value, so that a local of this type needs no initialisation.
  constexpr bool isDefaultable() const { return theKind != Ref || nullable; }
  // Validation compares types all the time: at once, not member by member.
  friend constexpr bool operator==(ValueType a, ValueType b) { return a.bits() == b.bits(); }
  // Some order, for sorting and searching: it says nothing about subtyping.
  friend constexpr auto operator<=>(ValueType a, ValueType b) { return a.bits() <=> b.bits(); }

private:
  static constexpr uint32_t bottomHeap = HeapType::firstTypeIndex - 1;
  constexpr uint64_t bits() const { return std::bit_cast<uint64_t>(*this); }

  // No padding between them: bits() would see it.
  Kind theKind;
  uint16_t nullable = 0;
  uint32_t heap = 0;
};

using ResultType = std::vector<ValueType>;

struct FuncType {
  ResultType parameters;
  ResultType results;
  friend bool operator==(const FuncType &, const FuncType &) = default;
  friend auto operator<=>(const FuncType &, const FuncType &) = default;
};

// How a field or an element is stored; a packed one is an i32 on the stack.
enum class Packing : uint8_t { None, I8, I16 };

struct FieldType {
  ValueType type;  // as on the stack: i32 for a packed field
  Packing packing = Packing::None;
  bool isMutable = false;
  friend bool operator==(const FieldType &, const FieldType &) = default;
};

struct StructType {
  std::vector<FieldType> fields;
  bool isDefaultable = true;  // all fields have default values
};

struct ArrayType {
  FieldType element;
};

// A defined type. Indices in it are the module's, as written: compare types with Subtyping.h.
struct SubType {
  std::variant<FuncType, StructType, ArrayType> composite;
  std::optional<uint32_t> supertype;
  bool isFinal = true;
  uint8_t depth = 0;  // how many supertypes it has, directly and indirectly

  const FuncType *function() const { return std::get_if<FuncType>(&composite); }
  const StructType *structure() const { return std::get_if<StructType>(&composite); }
  const ArrayType *array() const { return std::get_if<ArrayType>(&composite); }
};

// Types that were declared together and may refer to each other: `count` of them from `first` on.
struct RecGroup {
  uint32_t first;
  uint32_t count;
};

// Sizes in elements or pages. Without a maximum the index type is the limit.
struct Limits {
  uint64_t min = 0;
  std::optional<uint64_t> max;
};

struct MemoryType {
  Limits limits;  // in pages
  ValueType addressType = ValueType::I32;
  bool isShared = false;
  uint8_t pageSizeLog2 = 16;  // 0 or 16
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

// The text format's name of an abstract heap type, e.g. `func`.
std::string_view heapTypeName(HeapType::Abstract type);

// As the text format spells them: `i32`, `funcref`, `(ref null 3)`, `[i32 i64] -> [f32]`.
std::string toString(ValueType type);
std::string toString(HeapType type);
std::string toString(const FuncType &type);
std::string toString(const TableType &type);
std::string toString(const MemoryType &type);
std::string toString(const GlobalType &type);

}  // namespace wasmc

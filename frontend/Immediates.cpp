#include "frontend/Immediates.h"

#include "frontend/TypeCodes.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc {
namespace {

struct AbstractType {
  HeapType::Abstract type;
  uint8_t code;
  Feature feature;
};

// Indexed by HeapType::Abstract.
constexpr AbstractType abstractTypes[] = {
#define WASMC_HEAP_TYPE(name, text, shortText, code, feature) {HeapType::name, code, Feature::feature},
#include "frontend/HeapTypes.def"
#undef WASMC_HEAP_TYPE
};

const AbstractType *findAbstractType(uint8_t code) {
  for (const AbstractType &entry : abstractTypes)
    if (entry.code == code)
      return &entry;
  return nullptr;
}

// Whether a byte is a negative number in signed LEB128 by itself, as all type codes are.
bool isTypeCode(uint8_t byte) { return (byte & 0xC0) == 0x40; }

std::optional<ValueType> referenceType(Reader &reader, uint8_t code) {
  if (code == codeRef || code == codeRefNull)
    return ValueType::ref(readHeapType(reader), code == codeRefNull);
  if (const AbstractType *entry = findAbstractType(code))
    return ValueType::ref(entry->type);
  return std::nullopt;
}

std::optional<ValueType> numberOrVectorType(uint8_t code) {
  switch (code) {
  case codeI32: return ValueType::I32;
  case codeI64: return ValueType::I64;
  case codeF32: return ValueType::F32;
  case codeF64: return ValueType::F64;
  case codeV128: return ValueType::V128;
  default: return std::nullopt;
  }
}

}  // namespace

Feature featureOf(ValueType type) {
  if (type.isRef() && !type.isBottomRef()) {
    if (type.heapType().isIndex())
      return Feature::FunctionReferences;
    Feature feature = abstractTypes[type.heapType().abstract()].feature;
    return type.isNullable() || feature != Feature::ReferenceTypes ? feature : Feature::FunctionReferences;
  }
  return type == ValueType::V128 ? Feature::Simd : Feature::Core;
}

void failTypeCode(Reader &reader, uint64_t at, uint8_t code, std::string_view what) {
  if (code & 0x80)
    reader.fail(at, "integer representation too long");
  else
    reader.fail(at, fmt::format("{}: 0x{:02x}", what, code));
}

ValueType readValueType(Reader &reader) {
  uint64_t at = reader.offset();
  uint8_t code = reader.u8();
  if (std::optional<ValueType> type = numberOrVectorType(code))
    return *type;
  if (std::optional<ValueType> type = referenceType(reader, code))
    return *type;
  failTypeCode(reader, at, code, "malformed value type");
  return {};
}

ValueType readReferenceType(Reader &reader) {
  uint64_t at = reader.offset();
  uint8_t code = reader.u8();
  if (std::optional<ValueType> type = referenceType(reader, code))
    return *type;
  failTypeCode(reader, at, code, "malformed reference type");
  return ValueType::funcref();
}

// A number that is not negative names a defined type.
HeapType readHeapType(Reader &reader) {
  uint64_t at = reader.offset();
  std::optional<uint8_t> first = reader.peek();
  if (first && isTypeCode(*first)) {
    reader.u8();
    if (const AbstractType *entry = findAbstractType(*first))
      return entry->type;
    reader.fail(at, fmt::format("malformed heap type: 0x{:02x}", *first));
    return HeapType::Func;
  }
  int64_t index = reader.s33();
  if (index < 0)
    reader.fail(at, "malformed heap type");
  if (index > UINT32_MAX - HeapType::firstTypeIndex)
    reader.fail(at, fmt::format("unknown type {}", index));
  return reader.ok() ? HeapType::index(static_cast<uint32_t>(index)) : HeapType::Func;
}

namespace imm {

BranchTable BranchTable::read(Reader &reader) {
  BranchTable table;
  uint32_t count = reader.count();
  table.labels.reserve(uint64_t{count} + 1);
  for (uint64_t i = 0; i <= count && reader.ok(); ++i)
    table.labels.push_back(reader.u32());
  return table;
}

BlockType BlockType::read(Reader &reader) {
  std::optional<uint8_t> first = reader.peek();
  if (first == codeEmpty) {
    reader.u8();
    return {Form::Empty, {}, 0};
  }
  if (first && isTypeCode(*first))
    return {Form::Value, readValueType(reader), 0};
  uint64_t at = reader.offset();
  int64_t index = reader.s33();
  if (index < 0)  // a type code in more bytes than one
    reader.fail(at, "malformed block type");
  return {Form::TypeIndex, {}, static_cast<uint32_t>(index)};
}

SelectTypes SelectTypes::read(Reader &reader) {
  SelectTypes select;
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    select.types.push_back(readValueType(reader));
  return select;
}

TryTable TryTable::read(Reader &reader) {
  TryTable table{BlockType::read(reader), {}};
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    uint8_t kind = reader.u8();
    if (kind > static_cast<uint8_t>(CatchClause::Kind::CatchAllRef))
      reader.fail(at, fmt::format("malformed catch clause: 0x{:02x}", kind));
    CatchClause clause{CatchClause::Kind{kind}, 0, 0};
    if (clause.hasTag())
      clause.tag = reader.u32();
    clause.label = reader.u32();
    table.clauses.push_back(clause);
  }
  return table;
}

BranchOnCast BranchOnCast::read(Reader &reader) {
  constexpr uint8_t sourceNullable = 1, targetNullable = 2;
  uint64_t at = reader.offset();
  uint8_t flags = reader.u8();
  if (flags > (sourceNullable | targetNullable))
    reader.fail(at, fmt::format("malformed cast flags: 0x{:02x}", flags));
  uint32_t label = reader.u32();
  ValueType source = ValueType::ref(readHeapType(reader), flags & sourceNullable);
  return {label, source, ValueType::ref(readHeapType(reader), flags & targetNullable)};
}

AtomicFence AtomicFence::read(Reader &reader) {
  uint64_t at = reader.offset();
  if (uint8_t kind = reader.u8(); kind != 0)
    reader.fail(at, fmt::format("zero byte expected: the kind of fence is 0x{:02x}", kind));
  return {};
}

V128 readV128(Reader &reader) {
  V128 bytes{};
  std::ranges::copy(reader.take(bytes.size()), bytes.begin());
  return bytes;
}

AnyMemArg AnyMemArg::read(Reader &reader) {
  constexpr uint32_t hasMemoryIndex = 1 << 6;
  uint64_t at = reader.offset();
  uint32_t flags = reader.u32();
  if (flags >= 2 * hasMemoryIndex)
    reader.fail(at, "malformed memop flags");
  uint32_t index = flags & hasMemoryIndex ? reader.u32() : 0;
  return {flags & ~hasMemoryIndex, index, reader.u64()};
}

HeapTypeImm HeapTypeImm::read(Reader &reader) { return {readHeapType(reader)}; }

}  // namespace imm
}  // namespace wasmc

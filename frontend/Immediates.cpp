#include "frontend/Immediates.h"

#include <fmt/format.h>

namespace wasmc {
namespace {

// Type codes, section 5.3: single bytes that read as negative numbers in signed LEB128.
enum TypeCode : uint8_t {
  codeI32 = 0x7F,
  codeI64 = 0x7E,
  codeF32 = 0x7D,
  codeF64 = 0x7C,
  codeV128 = 0x7B,
  codeFunc = 0x70,
  codeExtern = 0x6F,
  codeEmpty = 0x40
};

// Codes of types that belong to features yet to come.
std::optional<Feature> featureOfLaterType(uint8_t code) {
  switch (code) {
  case codeV128:
    return Feature::Simd;
    // clang-format off
  case 0x63: case 0x64: return Feature::FunctionReferences;  // typed references
  case 0x69: case 0x74: return Feature::Exceptions;          // exn, noexn
  case 0x6A: case 0x6B: case 0x6C: case 0x6D: case 0x6E:     // array, struct, i31, eq, any
  case 0x71: case 0x72: case 0x73: return Feature::Gc;       // none, noextern, nofunc
  // clang-format on
  default: return std::nullopt;
  }
}

void failType(Reader &reader, uint64_t at, uint8_t code, const char *what) {
  if (std::optional<Feature> feature = featureOfLaterType(code))
    reader.fail(at, fmt::format("malformed {}: 0x{:02x} {}", what, code, missingFeature(*feature)));
  else
    reader.fail(at, fmt::format("malformed {}: 0x{:02x}", what, code));
}

}  // namespace

Feature featureOf(ValueType type) {
  if (type.isRef())
    return Feature::ReferenceTypes;
  return type == ValueType::V128 ? Feature::Simd : Feature::Core;
}

ValueType readValueType(Reader &reader) {
  uint64_t at = reader.offset();
  uint8_t code = reader.u8();
  switch (code) {
  case codeI32: return ValueType::I32;
  case codeI64: return ValueType::I64;
  case codeF32: return ValueType::F32;
  case codeF64: return ValueType::F64;
  case codeFunc: return ValueType::funcref();
  case codeExtern: return ValueType::externref();
  default: failType(reader, at, code, "value type"); return {};
  }
}

ValueType readReferenceType(Reader &reader) {
  uint64_t at = reader.offset();
  uint8_t code = reader.u8();
  switch (code) {
  case codeFunc: return ValueType::funcref();
  case codeExtern: return ValueType::externref();
  default: failType(reader, at, code, "reference type"); return ValueType::funcref();
  }
}

// A number that is not negative names a defined type; abstract heap types share their codes with the short reference types.
HeapType readHeapType(Reader &reader) {
  uint64_t at = reader.offset();
  if (std::optional<uint8_t> first = reader.peek(); first && (*first & 0xC0) != 0x40)
    reader.fail(at, "malformed heap type: a type index " + missingFeature(Feature::FunctionReferences));
  return readReferenceType(reader).heapType();
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
  // A lone byte with bit 6 set is a negative number: a type code. Everything else is a type index.
  if (first && (*first & 0xC0) == 0x40)
    return {Form::Value, readValueType(reader), 0};
  uint64_t at = reader.offset();
  int64_t index = reader.s33();
  if (index < 0)
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

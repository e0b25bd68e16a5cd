// What follows an opcode: one struct per kind of immediate, each with read(), which decodes but does not validate.
// Indices are checked against the module by FunctionDecoder::check. Source: specification, section 5.4.
#pragma once

#include "frontend/Features.h"
#include "frontend/Reader.h"
#include "frontend/Types.h"

#include <bit>
#include <cstdint>
#include <vector>

namespace wasmc::imm {

struct None {
  static None read(Reader &) { return {}; }
};

// `index` names a label by its nesting depth, or an element of one of the module's index spaces.
template <typename Kind> struct Index {
  uint32_t index;
  static Index read(Reader &reader) { return {reader.u32()}; }
};
using Label = Index<struct LabelKind>;
using LocalIndex = Index<struct LocalKind>;
using GlobalIndex = Index<struct GlobalKind>;
using FunctionIndex = Index<struct FunctionKind>;
using TableIndex = Index<struct TableKind>;
using MemoryIndex = Index<struct MemoryKind>;
using DataIndex = Index<struct DataKind>;
using ElementIndex = Index<struct ElementKind>;

struct BranchTable {
  std::vector<uint32_t> labels;  // the default label last
  static BranchTable read(Reader &reader);
};

// Nothing, one result, or a function type by index.
struct BlockType {
  enum class Form : uint8_t { Empty, Value, TypeIndex } form;
  ValueType value;
  uint32_t typeIndex;
  static BlockType read(Reader &reader);
};

struct CallIndirect {
  uint32_t type;
  uint32_t table;
  static CallIndirect read(Reader &reader) {
    uint32_t type = reader.u32();
    return {type, reader.u32()};
  }
};

struct SelectTypes {
  std::vector<ValueType> types;
  static SelectTypes read(Reader &reader);
};

// A load's or store's alignment hint, memory and static offset; Bytes is the access's width.
struct AnyMemArg {
  uint32_t alignLog2;
  uint32_t index;   // of the memory
  uint64_t offset;  // in bytes
  static AnyMemArg read(Reader &reader);
};
template <unsigned Bytes> struct MemArg : AnyMemArg {
  static constexpr unsigned bytes = Bytes;
  static constexpr unsigned naturalAlignLog2 = std::countr_zero(Bytes);
  static MemArg read(Reader &reader) { return {AnyMemArg::read(reader)}; }
};

struct MemoryInit {
  uint32_t data;
  uint32_t index;  // of the memory
  static MemoryInit read(Reader &reader) {
    uint32_t data = reader.u32();
    return {data, reader.u32()};
  }
};

struct MemoryCopy {
  uint32_t destination, source;
  static MemoryCopy read(Reader &reader) {
    uint32_t destination = reader.u32();
    return {destination, reader.u32()};
  }
};

struct TableInit {
  uint32_t element, table;
  static TableInit read(Reader &reader) {
    uint32_t element = reader.u32();
    return {element, reader.u32()};
  }
};

struct TableCopy {
  uint32_t destination, source;
  static TableCopy read(Reader &reader) {
    uint32_t destination = reader.u32();
    return {destination, reader.u32()};
  }
};

struct HeapTypeImm {
  HeapType type = HeapType::Func;
  static HeapTypeImm read(Reader &reader);
};

struct I32Const {
  int32_t value;
  static I32Const read(Reader &reader) { return {reader.s32()}; }
};
struct I64Const {
  int64_t value;
  static I64Const read(Reader &reader) { return {reader.s64()}; }
};
// Floats stay bit patterns: a NaN's payload must survive.
struct F32Const {
  uint32_t bits;
  static F32Const read(Reader &reader) { return {reader.fixed32()}; }
};
struct F64Const {
  uint64_t bits;
  static F64Const read(Reader &reader) { return {reader.fixed64()}; }
};

}  // namespace wasmc::imm

namespace wasmc {

// The feature that brought the type.
Feature featureOf(ValueType type);

// Value, reference and heap types as types, immediates and block types encode them (specification, 5.3). Features that this
// version does not support are refused here; that the others are on is the caller's to check, with featureOf.
ValueType readValueType(Reader &reader);
ValueType readReferenceType(Reader &reader);
HeapType readHeapType(Reader &reader);

}  // namespace wasmc

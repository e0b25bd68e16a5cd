// What follows an opcode: one struct per kind of immediate, each with read(), which decodes but does not validate.
// Indices are checked against the module by FunctionDecoder::check. Source: specification, section 5.4.
#pragma once

#include "frontend/Features.h"
#include "frontend/Reader.h"
#include "frontend/Types.h"

#include <array>
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
using TypeIndex = Index<struct TypeKind>;
using TagIndex = Index<struct TagKind>;

// Two indices, in the order of the encoding.
template <typename Kind> struct IndexPair {
  uint32_t first, second;
  static IndexPair read(Reader &reader) {
    uint32_t first = reader.u32();
    return {first, reader.u32()};
  }
};
using StructField = IndexPair<struct StructFieldKind>;    // structure type, field
using ArrayFixed = IndexPair<struct ArrayFixedKind>;      // array type, number of elements
using ArrayData = IndexPair<struct ArrayDataKind>;        // array type, data segment
using ArrayElement = IndexPair<struct ArrayElementKind>;  // array type, element segment
using ArrayCopy = IndexPair<struct ArrayCopyKind>;        // destination's array type, source's

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

// A clause of try_table (5.4.1).
struct CatchClause {
  enum class Kind : uint8_t { Catch, CatchRef, CatchAll, CatchAllRef } kind;
  uint32_t tag;    // not for the last two
  uint32_t label;  // a depth as seen from outside the try_table
  bool hasTag() const { return kind <= Kind::CatchRef; }
  bool hasReference() const { return kind == Kind::CatchRef || kind == Kind::CatchAllRef; }
};
struct TryTable {
  BlockType type;
  std::vector<CatchClause> clauses;
  static TryTable read(Reader &reader);
};

// The label is taken when the cast from `source` to `target` succeeds (or fails).
struct BranchOnCast {
  uint32_t label;
  ValueType source, target;
  static BranchOnCast read(Reader &reader);
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

// With the lane of a vector behind it.
template <unsigned Bytes> struct MemArgLane : MemArg<Bytes> {
  static constexpr unsigned laneCount = 16 / Bytes;
  uint8_t lane;
  static MemArgLane read(Reader &reader) {
    MemArg<Bytes> argument = MemArg<Bytes>::read(reader);
    return {argument, reader.u8()};
  }
};

// Of an atomic access, whose alignment must be the natural one.
template <unsigned Bytes> struct AtomicMemArg : MemArg<Bytes> {
  static AtomicMemArg read(Reader &reader) { return {MemArg<Bytes>::read(reader)}; }
};

// A byte that is reserved for the kind of fence.
struct AtomicFence {
  static AtomicFence read(Reader &reader);
};

template <unsigned Lanes> struct LaneIndex {
  static constexpr unsigned laneCount = Lanes;
  uint8_t lane;
  static LaneIndex read(Reader &reader) { return {reader.u8()}; }
};

using V128 = std::array<uint8_t, 16>;  // little-endian
V128 readV128(Reader &reader);
struct V128Const {
  V128 bytes;
  static V128Const read(Reader &reader) { return {readV128(reader)}; }
};
// Lanes of the two operands, which are numbered 0 to 31 together.
struct Shuffle {
  V128 lanes;
  static Shuffle read(Reader &reader) { return {readV128(reader)}; }
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

// Value, reference and heap types as types, immediates and block types encode them (specification, 5.3). That type indices
// exist and that features are on is the caller's to check.
ValueType readValueType(Reader &reader);
ValueType readReferenceType(Reader &reader);
HeapType readHeapType(Reader &reader);
// Says what is wrong with a type's first byte: `WHAT: 0x..`, or that it is no single byte.
void failTypeCode(Reader &reader, uint64_t at, uint8_t code, std::string_view what);

}  // namespace wasmc

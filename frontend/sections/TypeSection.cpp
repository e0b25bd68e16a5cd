// The type section: recursion groups of defined types (specification, 5.3.4 to 5.3.8, 5.5.4; validation: 3.2).
#include "frontend/Immediates.h"
#include "frontend/Subtyping.h"
#include "frontend/TypeCodes.h"
#include "frontend/TypeNumbering.h"
#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

// Implementation limits that web engines share (JavaScript API, implementation-defined limits). Those of parameters, results and
// fields bound the work that a few bytes of code can ask of the validator and of code generation; that of depth the walk from a
// type to its supertypes.
constexpr uint32_t maxArity = 1000;
constexpr uint32_t maxFields = 10000;
constexpr uint32_t maxTypes = 1'000'000;
constexpr uint8_t maxSubtypeDepth = 63;

class TypeSectionReader {
public:
  TypeSectionReader(Reader &reader, Module &module) : reader(reader), module(module) {}

  void readGroup() {
    RecGroup group{static_cast<uint32_t>(module.types.size()), 1};
    if (reader.peek() == codeRec) {
      requireGc();
      reader.u8();
      group.count = reader.count();
    }
    if (group.count > maxTypes - group.first)
      reader.fail(fmt::format("too many types: the limit is {}", maxTypes));
    end = group.first + group.count;
    offsets.clear();
    for (uint32_t i = 0; i < group.count && reader.ok(); ++i) {
      offsets.push_back(reader.offset());
      module.types.push_back(readSubType());
    }
    if (!reader.ok())
      return;
    module.groups.push_back(group);
    numbering.add(module, group, module.canonicalTypes, group.first);
    for (uint32_t i = 0; i < group.count && reader.ok(); ++i)
      checkSupertype(group.first + i, offsets[i]);
  }

private:
  void requireGc() { require(reader, module, Feature::Gc, reader.offset(), "malformed type: its form"); }

  SubType readSubType() {
    SubType type;
    std::optional<uint8_t> form = reader.peek();
    if (form == codeSub || form == codeSubFinal) {
      requireGc();
      reader.u8();
      type.isFinal = form == codeSubFinal;
      uint64_t at = reader.offset();
      uint32_t count = reader.count();
      if (count > 1)
        reader.fail(at, "sub type: a type can't have several supertypes");
      if (count == 1)
        readSupertype(type);
    }
    type.composite = readComposite();
    return type;
  }

  // The depth must be known before the first walk over supertypes.
  void readSupertype(SubType &type) {
    uint64_t at = reader.offset();
    type.supertype = readIndex(reader, "type", module.types.size());
    if (!reader.ok())
      return;
    type.depth = module.types[*type.supertype].depth + 1;
    if (type.depth > maxSubtypeDepth)
      reader.fail(at, fmt::format("too many supertypes above each other: the limit is {}", maxSubtypeDepth));
  }

  std::variant<FuncType, StructType, ArrayType> readComposite() {
    uint64_t at = reader.offset();
    if (std::optional<uint8_t> form = reader.peek(); form == codeStruct || form == codeArray)
      requireGc();
    uint8_t form = reader.u8();
    switch (form) {
    case codeFunc: return readFunction(at);
    case codeStruct: return readStructure();
    case codeArray: return ArrayType{readField()};
    default: failTypeCode(reader, at, form, "malformed type"); return FuncType{};
    }
  }

  FuncType readFunction(uint64_t at) {
    FuncType type;
    type.parameters = readResultType("parameters");
    type.results = readResultType("results");
    if (type.results.size() > 1)
      require(reader, module, Feature::MultiValue, at, "a function type with several results");
    return type;
  }

  ResultType readResultType(std::string_view what) {
    uint32_t count = readCount(what, maxArity);
    ResultType types;
    for (uint32_t i = 0; i < count && reader.ok(); ++i)
      types.push_back(readValueType(reader, module, end));
    return types;
  }

  StructType readStructure() {
    uint32_t count = readCount("fields", maxFields);
    StructType type;
    for (uint32_t i = 0; i < count && reader.ok(); ++i) {
      type.fields.push_back(readField());
      type.isDefaultable = type.isDefaultable && type.fields.back().type.isDefaultable();
    }
    return type;
  }

  FieldType readField() {
    FieldType field{ValueType::I32};
    std::optional<uint8_t> code = reader.peek();
    if (code == codeI8 || code == codeI16) {
      reader.u8();
      field.packing = code == codeI8 ? Packing::I8 : Packing::I16;
    } else {
      field.type = readValueType(reader, module, end);
    }
    field.isMutable = readMutability(reader);
    return field;
  }

  uint32_t readCount(std::string_view what, uint32_t limit) {
    uint64_t at = reader.offset();
    uint32_t count = reader.count();
    if (count > limit)
      reader.fail(at, fmt::format("too many {}: {}; the limit is {}", what, count, limit));
    return count;
  }

  // Types of a group may stand for each other only when the whole group is known, so this comes last (3.2.7).
  void checkSupertype(uint32_t index, uint64_t at) {
    const SubType &type = module.types[index];
    if (!type.supertype)
      return;
    const SubType &super = module.types[*type.supertype];
    if (super.isFinal)
      return reader.fail(at, fmt::format("sub type: type {} extends type {}, which is final", index, *type.supertype));
    if (!compositeMatches(module, type, super))
      return reader.fail(at, fmt::format("sub type: type {} does not match its supertype {}", index, *type.supertype));
  }

  Reader &reader;
  Module &module;
  TypeNumbering numbering;
  uint32_t end = 0;               // of the types that the current group may refer to
  std::vector<uint64_t> offsets;  // of the types of the current group
};

}  // namespace

void readTypes(Reader &reader, Module &module) {
  TypeSectionReader types(reader, module);
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    types.readGroup();
}

}  // namespace wasmc::sections

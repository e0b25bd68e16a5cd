// A decoded module: immutable value types in the order of the specification's sections (5.5). Names and bodies borrow from the
// input, which must outlive the module.
#pragma once

#include "frontend/Diagnostic.h"
#include "frontend/Features.h"
#include "frontend/Types.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace wasmc {

// Of one function, parameters included. What every engine allows (the JavaScript API's implementation limits): locals are declared
// in runs, a few bytes for 2^32.
inline constexpr uint32_t maxLocals = 50000;

// Bytes of the input together with their offset in it.
struct CodeSpan {
  std::span<const uint8_t> bytes;
  uint64_t offset = 0;
};

// A constant expression, its `end` included; validated to leave one operand of `type`.
struct ConstExpr {
  CodeSpan code;
  ValueType type;
};

enum class ExternKind : uint8_t { Func = 0, Table = 1, Memory = 2, Global = 3, Tag = 4 };

struct Import {
  std::string_view module;
  std::string_view name;
  ExternKind kind;
  uint32_t index;   // in the index space of its kind
  uint64_t offset;  // of the import's entry in the input
};

// The index spaces below hold imports first, then what the module defines. `import` tells the former from the latter.
struct Function {
  uint32_t typeIndex;
  std::optional<uint32_t> import;  // index into Module::imports
  CodeSpan body;                   // locals and expression; empty for imports
  std::string_view name;           // from the name section; may be empty, need not be unique
};

struct Table {
  TableType type;
  std::optional<uint32_t> import;
  std::optional<ConstExpr> initializer;  // of all elements; null references without one
};

struct Memory {
  MemoryType type;
  std::optional<uint32_t> import;
};

struct Global {
  GlobalType type;
  std::optional<uint32_t> import;
  ConstExpr initializer;  // empty for imports
};

struct Tag {
  uint32_t typeIndex;  // of a function type without results
  std::optional<uint32_t> import;
};

struct Export {
  std::string_view name;
  ExternKind kind;
  uint32_t index;
};

enum class SegmentMode : uint8_t { Active, Passive, Declarative };

struct ElementSegment {
  SegmentMode mode;
  ValueType type;
  uint32_t table = 0;  // active only
  ConstExpr offset;    // active only
  // Either all elements are functions by index, or all are expressions.
  std::variant<std::vector<uint32_t>, std::vector<ConstExpr>> elements;
  uint64_t size() const {
    return std::visit([](const auto &vector) -> uint64_t { return vector.size(); }, elements);
  }
};

struct DataSegment {
  SegmentMode mode;  // never Declarative
  uint32_t memory = 0;
  ConstExpr offset;  // active only
  std::span<const uint8_t> bytes;
};

// A custom section as it stands in the input, and the number of the section in front of it that is not a custom one (0: none).
struct CustomSection {
  std::string_view name;
  CodeSpan content;
  uint8_t after = 0;
};

// Which way a branch of a function usually goes (custom section metadata.code.branch_hint).
struct BranchHint {
  uint32_t function;
  uint32_t offset;  // of the branch from the start of the function's body, its locals included
  bool isLikely;
};

// The subsections of the name section, by their numbers (extended name section proposal).
enum class NameKind : uint8_t { Module, Function, Local, Label, Type, Table, Memory, Global, Element, Data, Field, Tag, Count_ };

struct Name {
  uint32_t outer;  // the function of a local or label, the type of a field; else 0
  uint32_t index;
  std::string_view text;
};

struct Module {
  std::span<const uint8_t> bytes;  // the input
  FeatureSet features;             // what was allowed when the module was read
  std::vector<SubType> types;
  std::vector<RecGroup> groups;          // of types, in order, without gaps
  std::vector<uint32_t> canonicalTypes;  // per type: the first type that is the same; equal numbers mean equal types
  std::vector<Import> imports;
  std::vector<Function> functions;
  std::vector<Table> tables;
  std::vector<Memory> memories;
  std::vector<Tag> tags;
  std::vector<Global> globals;
  std::vector<Export> exports;
  std::optional<uint32_t> start;
  std::vector<ElementSegment> elements;
  uint32_t codeCount = 0;  // of bodies in the code section: as many as there are defined functions
  std::optional<uint32_t> dataCount;
  std::vector<DataSegment> data;
  std::vector<bool> declaredFunctions;  // per function: may be named by ref.func (specification, C.refs)
  std::string_view name;                // of the module, from the name section
  std::array<std::vector<Name>, static_cast<size_t>(NameKind::Count_)> names;  // by NameKind, but those of module and functions
  std::vector<BranchHint> branchHints;                                         // by function, then offset
  std::vector<std::string_view> targetFeatures;                                // that the producer says the module uses
  std::vector<CustomSection> customs;
  std::vector<Diagnostic> warnings;  // e.g. a malformed name section: never an error

  uint32_t importedFunctionCount() const {
    uint32_t count = 0;
    while (count < functions.size() && functions[count].import)
      ++count;
    return count;
  }
  // Only for the index of a function type.
  const FuncType &funcType(uint32_t typeIndex) const { return *types[typeIndex].function(); }
  const FuncType &functionType(uint32_t functionIndex) const { return funcType(functions[functionIndex].typeIndex); }
  const Export *findExport(std::string_view exportName) const {
    for (const Export &entry : exports)
      if (entry.name == exportName)
        return &entry;
    return nullptr;
  }
};

// Decodes a binary module and validates all of it but the function bodies. Borrows bytes.
Result<Module> decodeModule(std::span<const uint8_t> bytes, FeatureSet features);

// Validates one defined function's body.
Result<void> validateFunction(const Module &module, uint32_t functionIndex);

// Validates every body, on so many threads (one at least): the first error by offset.
Result<void> validateFunctions(const Module &module, unsigned threads = 1);

}  // namespace wasmc

// What several sections have in common: the types of imported and defined entities (specification, 5.3), checks of indices and
// features, constant expressions. Internal to the front end.
#pragma once

#include "frontend/Module.h"
#include "frontend/Reader.h"

#include <string_view>

namespace wasmc::sections {

// Latches an error at the offset unless the feature is on; `what` is the subject of the sentence.
void require(Reader &reader, const Module &module, Feature feature, uint64_t at, std::string_view what);

// An index that must be below count; else the error is `unknown WHAT INDEX`. The result is to be used only when reader.ok().
uint32_t readIndex(Reader &reader, std::string_view what, size_t count);

// The index must be that of a function type.
uint32_t readFunctionTypeIndex(Reader &reader, const Module &module);

// Types that they name must have an index below typeCount.
ValueType readValueType(Reader &reader, const Module &module, size_t typeCount);
inline ValueType readValueType(Reader &reader, const Module &module) { return readValueType(reader, module, module.types.size()); }
ValueType readReferenceType(Reader &reader, const Module &module);
bool readMutability(Reader &reader);
TableType readTableType(Reader &reader, const Module &module);
MemoryType readMemoryType(Reader &reader, const Module &module);
GlobalType readGlobalType(Reader &reader, const Module &module);
// A tag's type index, with the byte in front of it that is reserved for its kind.
uint32_t readTagType(Reader &reader, const Module &module);

// One constant expression of the type; functions that it names become declared.
ConstExpr readConstExpr(Reader &reader, Module &module, ValueType type);

// Each appends to its index space: the only way that one grows. `at` is where the entity stands in the input.
void addFunction(Module &module, uint32_t typeIndex, std::optional<uint32_t> import);
void addTable(Reader &reader, Module &module, Table table, uint64_t at);
void addMemory(Reader &reader, Module &module, MemoryType type, std::optional<uint32_t> import, uint64_t at);

}  // namespace wasmc::sections

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

ValueType readValueType(Reader &reader, const Module &module);
ValueType readReferenceType(Reader &reader, const Module &module);
TableType readTableType(Reader &reader, const Module &module);
MemoryType readMemoryType(Reader &reader, const Module &module);
GlobalType readGlobalType(Reader &reader, const Module &module);

// One constant expression of the type; functions that it names become declared.
ConstExpr readConstExpr(Reader &reader, Module &module, ValueType type);

// Each appends to its index space: the only way that one grows. `at` is where the entity stands in the input.
void addFunction(Module &module, uint32_t typeIndex, std::optional<uint32_t> import);
void addTable(Reader &reader, Module &module, TableType type, std::optional<uint32_t> import, uint64_t at);
void addMemory(Reader &reader, Module &module, MemoryType type, std::optional<uint32_t> import, uint64_t at);

}  // namespace wasmc::sections

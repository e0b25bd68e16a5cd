#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

void readGlobalImport(Reader &reader, Module &module, uint32_t importIndex) {
  uint64_t at = reader.offset();
  GlobalType type = readGlobalType(reader, module);
  if (type.isMutable)
    require(reader, module, Feature::MutableGlobals, at, "an imported mutable global");
  module.globals.push_back({type, importIndex, {}});
}

// Appends the imported entity and returns its index.
uint32_t readEntity(Reader &reader, Module &module, ExternKind kind, uint32_t importIndex) {
  uint64_t at = reader.offset();
  switch (kind) {
  case ExternKind::Func:
    addFunction(module, readFunctionTypeIndex(reader, module), importIndex);
    return static_cast<uint32_t>(module.functions.size() - 1);
  case ExternKind::Table:
    addTable(reader, module, {readTableType(reader, module), importIndex, std::nullopt}, at);
    return static_cast<uint32_t>(module.tables.size() - 1);
  case ExternKind::Memory:
    addMemory(reader, module, readMemoryType(reader, module), importIndex, at);
    return static_cast<uint32_t>(module.memories.size() - 1);
  case ExternKind::Tag:
    module.tags.push_back({readTagType(reader, module), importIndex});
    return static_cast<uint32_t>(module.tags.size() - 1);
  case ExternKind::Global: readGlobalImport(reader, module, importIndex); return static_cast<uint32_t>(module.globals.size() - 1);
  }
  return 0;
}

}  // namespace

void readImports(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t offset = reader.offset();
    std::string_view moduleName = reader.name();
    std::string_view name = reader.name();
    uint64_t at = reader.offset();
    uint8_t kind = reader.u8();
    if (kind > static_cast<uint8_t>(ExternKind::Tag))
      reader.fail(at, fmt::format("malformed import kind: 0x{:02x}", kind));
    if (!reader.ok())
      return;
    ExternKind externKind{kind};
    uint32_t index = readEntity(reader, module, externKind, i);
    module.imports.push_back({moduleName, name, externKind, index, offset});
  }
}

}  // namespace wasmc::sections

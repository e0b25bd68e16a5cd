// The sections that declare what the module defines itself: functions (by type; their bodies follow in the code section),
// tables, memories and globals.
#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

namespace wasmc::sections {

void readFunctions(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    addFunction(module, readIndex(reader, "type", module.types.size()), std::nullopt);
}

void readTables(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    addTable(reader, module, readTableType(reader, module), std::nullopt, at);
  }
}

void readMemories(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    addMemory(reader, module, readMemoryType(reader, module), std::nullopt, at);
  }
}

// A global joins the index space after its own initializer has been read: initializers see only globals before theirs.
void readGlobals(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    GlobalType type = readGlobalType(reader, module);
    ConstExpr initializer = readConstExpr(reader, module, type.type);
    module.globals.push_back({type, std::nullopt, initializer});
  }
}

}  // namespace wasmc::sections

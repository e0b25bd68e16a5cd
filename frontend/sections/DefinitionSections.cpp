// The sections that declare what the module defines itself: functions (by type; their bodies follow in the code section),
// tables, memories, tags and globals.
#include "frontend/TypeCodes.h"
#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

void readFunctions(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    addFunction(module, readFunctionTypeIndex(reader, module), std::nullopt);
}

void readTables(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    bool hasInitializer = reader.peek() == codeTableWithInitializer;
    if (hasInitializer) {
      require(reader, module, Feature::FunctionReferences, at, "a table with an initializer");
      reader.u8();
      if (uint8_t reserved = reader.u8(); reserved != 0)
        reader.fail(at + 1, fmt::format("malformed table: 0x{:02x} instead of zero", reserved));
    }
    Table table{readTableType(reader, module), std::nullopt, std::nullopt};
    if (hasInitializer && reader.ok())
      table.initializer = readConstExpr(reader, module, table.type.element);
    else if (!table.type.element.isDefaultable())
      reader.fail(at, fmt::format("type mismatch: a table of {} needs an initializer", toString(table.type.element)));
    addTable(reader, module, std::move(table), at);
  }
}

void readMemories(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    addMemory(reader, module, readMemoryType(reader, module), std::nullopt, at);
  }
}

void readTags(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    module.tags.push_back({readTagType(reader, module), std::nullopt});
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

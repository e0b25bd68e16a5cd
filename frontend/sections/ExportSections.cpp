// What the outside sees: exports, and the start function.
#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>
#include <set>

namespace wasmc::sections {

namespace {

uint32_t readExportedIndex(Reader &reader, Module &module, ExternKind kind) {
  uint64_t at = reader.offset();
  uint32_t index = 0;
  switch (kind) {
  case ExternKind::Func:
    index = readIndex(reader, "function", module.functions.size());
    if (reader.ok())
      module.declaredFunctions[index] = true;
    break;
  case ExternKind::Table: index = readIndex(reader, "table", module.tables.size()); break;
  case ExternKind::Memory: index = readIndex(reader, "memory", module.memories.size()); break;
  case ExternKind::Tag: index = readIndex(reader, "tag", module.tags.size()); break;
  case ExternKind::Global:
    index = readIndex(reader, "global", module.globals.size());
    if (reader.ok() && module.globals[index].type.isMutable)
      require(reader, module, Feature::MutableGlobals, at, "an exported mutable global");
    break;
  }
  return index;
}

}  // namespace

void readExports(Reader &reader, Module &module) {
  std::set<std::string_view> names;  // a hash table's collisions could be made on purpose
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t offset = reader.offset();
    std::string_view name = reader.name();
    uint64_t at = reader.offset();
    uint8_t kind = reader.u8();
    if (kind > static_cast<uint8_t>(ExternKind::Tag))
      reader.fail(at, fmt::format("malformed export kind: 0x{:02x}", kind));
    if (!reader.ok())
      return;
    ExternKind externKind{kind};
    module.exports.push_back({name, externKind, readExportedIndex(reader, module, externKind)});
    if (!names.insert(name).second)
      reader.fail(offset, fmt::format("duplicate export name: {:?}", name));
  }
}

void readStart(Reader &reader, Module &module) {
  uint64_t at = reader.offset();
  uint32_t index = readIndex(reader, "function", module.functions.size());
  if (!reader.ok())
    return;
  if (const FuncType &type = module.functionType(index); !type.parameters.empty() || !type.results.empty())
    reader.fail(at, fmt::format("start function: its type must be [] -> [], found {}", toString(type)));
  module.start = index;
}

}  // namespace wasmc::sections

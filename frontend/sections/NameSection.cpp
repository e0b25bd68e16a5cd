// The name section (specification, appendix "Custom Sections"; extended name section proposal).
#include "frontend/sections/Custom.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

void readModuleName(Reader &reader, Module &module, uint8_t) { module.name = reader.name(); }

void readFunctionNames(Reader &reader, Module &module, uint8_t) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    uint32_t index = reader.u32();
    std::string_view name = reader.name();
    if (reader.ok() && index >= module.functions.size())
      reader.fail(at, fmt::format("unknown function {}", index));
    if (reader.ok())
      module.functions[index].name = name;
  }
}

void readNameMap(Reader &reader, Module &module, uint8_t kind, uint32_t outer) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint32_t index = reader.u32();
    std::string_view name = reader.name();
    if (reader.ok())
      module.names[kind].push_back({outer, index, name});
  }
}

void readDirectNames(Reader &reader, Module &module, uint8_t kind) { readNameMap(reader, module, kind, 0); }

void readIndirectNames(Reader &reader, Module &module, uint8_t kind) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    readNameMap(reader, module, kind, reader.u32());
}

SubsectionReader readerOf(uint8_t id) {
  if (id >= static_cast<uint8_t>(NameKind::Count_))
    return nullptr;
  switch (static_cast<NameKind>(id)) {
  case NameKind::Module: return readModuleName;
  case NameKind::Function: return readFunctionNames;
  case NameKind::Local:
  case NameKind::Label:
  case NameKind::Field: return readIndirectNames;
  default: return readDirectNames;
  }
}

}  // namespace

void readNames(Reader &reader, Module &module) { readSubsections(reader, module, readerOf); }

}  // namespace wasmc::sections

// Custom sections. Only the name section (specification, appendix "Custom Sections and Annotations") means something here, and
// an engine must ignore errors in it: they become warnings.
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

enum NameSubsection : uint8_t { moduleName = 0, functionNames = 1 };

void readFunctionNames(Reader &reader, Module &module) {
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

void readNames(Reader &reader, Module &module) {
  while (reader.ok() && !reader.atEnd()) {
    uint8_t id = reader.u8();
    uint32_t size = reader.u32();
    uint64_t offset = reader.offset();
    Reader subsection(reader.take(size), offset);
    if (!reader.ok())
      return;
    if (id == moduleName)
      module.name = subsection.name();
    else if (id == functionNames)
      readFunctionNames(subsection, module);
    else
      continue;
    if (subsection.ok() && !subsection.atEnd())
      subsection.fail("section size mismatch");
    if (!subsection.ok())
      reader.fail(subsection.diagnostic().offset, subsection.diagnostic().message);
  }
}

}  // namespace

void readCustom(Reader &reader, Module &module) {
  std::string_view name = reader.name();
  uint64_t offset = reader.offset();
  Reader content(reader.take(reader.remaining()), offset);
  if (!reader.ok() || name != "name")
    return;
  readNames(content, module);
  if (!content.ok())
    module.warnings.push_back({content.diagnostic().offset, "malformed name section: " + content.diagnostic().message});
}

}  // namespace wasmc::sections

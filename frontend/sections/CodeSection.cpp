// The bodies of functions, kept as spans: they are validated later, each on its own (validateFunction).
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

void readCode(Reader &reader, Module &module) {
  uint64_t at = reader.offset();
  uint32_t count = reader.u32();
  size_t first = module.importedFunctionCount();
  size_t defined = module.functions.size() - first;
  if (count != defined)
    reader.fail(at, fmt::format("function and code section have inconsistent lengths: {} and {}", defined, count));
  for (size_t i = 0; i < count && reader.ok(); ++i) {
    uint32_t size = reader.u32();
    uint64_t offset = reader.offset();
    module.functions[first + i].body = {reader.take(size), offset};
  }
}

}  // namespace wasmc::sections

// The bodies of functions, kept as spans: they are validated later, each on its own (validateFunction).
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

// That there are as many bodies as functions is checked when all sections have been read.
void readCode(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  size_t first = module.importedFunctionCount();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    uint32_t size = reader.u32();
    if (size > reader.remaining())
      reader.fail(at, fmt::format("length out of bounds: the body claims {} bytes, {} are left", size, reader.remaining()));
    uint64_t offset = reader.offset();
    std::span<const uint8_t> body = reader.take(size);
    if (first + i < module.functions.size())
      module.functions[first + i].body = {body, offset};
  }
  module.codeCount = count;
}

}  // namespace wasmc::sections

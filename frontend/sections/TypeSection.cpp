#include "frontend/Immediates.h"
#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

constexpr uint8_t functionForm = 0x60;

// Implementation limit on parameters and on results, the one that web engines share (JavaScript API, implementation-defined
// limits). It bounds the work that a two-byte call can ask of the validator and of code generation.
constexpr uint32_t maxArity = 1000;

bool isGcForm(uint8_t form) {
  return (form >= 0x4E && form <= 0x50) || form == 0x5E || form == 0x5F;  // rec, sub final, sub, array, struct
}

ResultType readResultType(Reader &reader, const Module &module, std::string_view what) {
  uint64_t at = reader.offset();
  uint32_t count = reader.count();
  if (count > maxArity)
    reader.fail(at, fmt::format("too many {}: {}; the limit is {}", what, count, maxArity));
  ResultType types;
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    types.push_back(readValueType(reader, module));
  return types;
}

}  // namespace

void readTypes(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint64_t at = reader.offset();
    uint8_t form = reader.u8();
    if (isGcForm(form))
      require(reader, module, Feature::Gc, at, fmt::format("malformed type: the form 0x{:02x}", form));
    if (form != functionForm)
      reader.fail(at, fmt::format("malformed type: the form 0x{:02x}", form));
    FuncType type;
    type.parameters = readResultType(reader, module, "parameters");
    type.results = readResultType(reader, module, "results");
    if (type.results.size() > 1)
      require(reader, module, Feature::MultiValue, at, "a function type with several results");
    module.types.push_back(std::move(type));
  }
}

}  // namespace wasmc::sections

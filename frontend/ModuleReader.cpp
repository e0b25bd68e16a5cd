// The frame of a binary module (specification, 5.5.16 and 5.5.2): preamble, order and sizes of the sections, and what only
// holds between sections.
#include "frontend/Module.h"
#include "frontend/Reader.h"
#include "frontend/sections/Sections.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace wasmc {

namespace {

constexpr uint8_t customId = 0;

struct Section {
  uint8_t id;
  void (*read)(Reader &, Module &);
};

// The sections but the custom ones, in the order that a module must keep.
constexpr Section order[] = {
    {1, sections::readTypes},    {2, sections::readImports},  {3, sections::readFunctions},  {4, sections::readTables},
    {5, sections::readMemories}, {13, sections::readTags},    {6, sections::readGlobals},    {7, sections::readExports},
    {8, sections::readStart},    {9, sections::readElements}, {12, sections::readDataCount}, {10, sections::readCode},
    {11, sections::readData},
};

// The preamble's second half is a 16-bit version and a 16-bit layer (component model, Binary.md); in a module both are one
// 32-bit version.
void readPreamble(Reader &reader) {
  constexpr uint32_t magic = 0x6D736100;
  uint64_t start = reader.offset();
  if (reader.atEnd())
    reader.fail("unexpected end: the input is empty");
  if (reader.fixed32() != magic)
    reader.fail(start, "magic header not detected: this is not a WebAssembly binary");
  uint64_t at = reader.offset();
  uint32_t version = reader.fixed32();
  if (version >> 16 == 1)
    reader.fail(at, "unknown binary version: this is a component, which this version of wasmc does not support");
  if (version != 1)
    reader.fail(at, fmt::format("unknown binary version: {}", version));
}

void readCustomSection(Reader &reader, Module &module, uint32_t size, uint8_t after) {
  uint64_t offset = reader.offset();
  Reader content(reader.take(size), offset);
  sections::readCustom(content, module, after);
  if (!content.ok())
    reader.fail(content.diagnostic().offset, content.diagnostic().message);
}

// Reads the section that begins here. Its contents decide where it ends, as in the specification's grammar: what they say wrong
// is found before that its size is. `next` is the first place in the order that it may take, and moves behind it.
void readSection(Reader &reader, Module &module, ptrdiff_t &next) {
  uint64_t at = reader.offset();
  uint8_t id = reader.u8();
  const Section *section = std::ranges::find(order, id, &Section::id);
  if (id != customId && section == std::end(order))
    reader.fail(at, fmt::format("malformed section id: {}", id));
  if (id != customId && section - order < next)
    reader.fail(at, fmt::format("unexpected content after last section: section {} is out of order or there twice", id));
  uint64_t sizeAt = reader.offset();
  uint32_t size = reader.u32();
  if (size > reader.remaining())
    reader.fail(sizeAt, fmt::format("length out of bounds: the section claims {} bytes, {} are left", size, reader.remaining()));
  if (!reader.ok())
    return;
  if (id == customId)
    return readCustomSection(reader, module, size, next == 0 ? 0 : order[next - 1].id);
  next = section - order + 1;
  uint64_t start = reader.offset();
  reader.setExpectedEnd(start + size);
  section->read(reader, module);
  if (uint64_t length = reader.offset() - start; length != size)
    reader.fail(fmt::format("section size mismatch: the section claims {} bytes and has {}", size, length));
}

// What only holds between sections.
void checkCounts(Reader &reader, const Module &module) {
  if (size_t defined = module.functions.size() - module.importedFunctionCount(); module.codeCount != defined)
    reader.fail(fmt::format("function and code section have inconsistent lengths: {} and {}", defined, module.codeCount));
  if (module.dataCount && *module.dataCount != module.data.size())
    reader.fail("data count and data section have inconsistent lengths: there is no data section");
}

// A body that is cut by a wrong size makes what follows the code section unreadable: its own error comes first in the input.
Diagnostic firstError(const Module &module, const Diagnostic &found) {
  for (uint32_t i = module.importedFunctionCount(); i < module.functions.size(); ++i) {
    const CodeSpan &body = module.functions[i].body;
    if (body.offset == 0 || body.offset > found.offset)
      break;
    if (Result<void> valid = validateFunction(module, i); !valid)
      return valid.error();
  }
  return found;
}

}  // namespace

Result<Module> decodeModule(std::span<const uint8_t> bytes, FeatureSet features) {
  Module module;
  module.bytes = bytes;
  module.features = features;
  Reader reader(bytes);
  readPreamble(reader);
  ptrdiff_t next = 0;
  while (reader.ok() && !reader.atEnd())
    readSection(reader, module, next);
  if (reader.ok())
    checkCounts(reader, module);
  if (!reader.ok())
    return std::unexpected(firstError(module, reader.diagnostic()));
  return module;
}

}  // namespace wasmc

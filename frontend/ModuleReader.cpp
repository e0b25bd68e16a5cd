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
  std::optional<uint8_t> first = reader.peek();
  if (reader.fixed32() != magic)
    reader.fail(start, first == '(' || first == ';'
                           ? "magic header not detected: this looks like the text format, which this version of wasmc does not "
                             "read; assemble it first (wat2wasm of WABT)"
                           : "magic header not detected: this is not a WebAssembly binary");
  uint64_t at = reader.offset();
  uint32_t version = reader.fixed32();
  if (version >> 16 == 1)
    reader.fail(at, "unknown binary version: this is a component, which this version of wasmc does not support");
  if (version != 1)
    reader.fail(at, fmt::format("unknown binary version: {}", version));
}

// Reads the section that begins here. `next` is the first place in the order that it may take, and moves behind it.
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
  uint64_t offset = reader.offset();
  Reader content(reader.take(size), offset);
  if (!reader.ok())
    return;

  if (id != customId)
    next = section - order + 1;
  (id == customId ? sections::readCustom : section->read)(content, module);
  if (id == customId && content.ok() && next > 0)
    module.customs.back().after = order[next - 1].id;
  if (content.ok() && !content.atEnd())
    content.fail("section size mismatch: the section goes on behind its contents");
  if (!content.ok())
    reader.fail(content.diagnostic().offset, content.diagnostic().message);
}

// What a section that is not there can leave open.
void checkMissingSections(Reader &reader, const Module &module) {
  bool bodyMissing =
      std::ranges::any_of(module.functions, [](const Function &function) { return !function.import && function.body.offset == 0; });
  if (bodyMissing)
    reader.fail("function and code section have inconsistent lengths: there is no code section");
  if (module.dataCount && *module.dataCount != module.data.size())
    reader.fail("data count and data section have inconsistent lengths: there is no data section");
}

}  // namespace

Result<Module> decodeModule(std::span<const uint8_t> bytes, FeatureSet features) {
  Module module;
  module.features = features;
  Reader reader(bytes);
  readPreamble(reader);
  ptrdiff_t next = 0;
  while (reader.ok() && !reader.atEnd())
    readSection(reader, module, next);
  if (reader.ok())
    checkMissingSections(reader, module);
  if (!reader.ok())
    return std::unexpected(reader.diagnostic());
  return module;
}

}  // namespace wasmc

// Custom sections. An engine must ignore errors in them (specification, appendix "Custom Sections and Annotations"; the tool
// conventions' Linking.md, DynamicLinking.md and ProducersSection.md): they become warnings, and what was read stays.
#include "frontend/sections/Custom.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

struct KnownSection {
  std::string_view name;
  void (*read)(Reader &, Module &);
};

constexpr KnownSection known[] = {
    {"name", readNames},
    {"metadata.code.branch_hint", readBranchHints},
    {"target_features", readTargetFeatures},
    {"producers", readProducers},
    {"dylink.0", readDynamicLinking},
};

}  // namespace

void readCustom(Reader &reader, Module &module, uint8_t after) {
  std::string_view name = reader.name();
  uint64_t offset = reader.offset();
  std::span<const uint8_t> bytes = reader.take(reader.remaining());
  if (!reader.ok())
    return;
  module.customs.push_back({name, {bytes, offset}, after});
  for (const KnownSection &section : known) {
    if (section.name != name)
      continue;
    Reader content(bytes, offset);
    section.read(content, module);
    if (content.ok() && !content.atEnd())
      content.fail("section size mismatch");
    if (!content.ok())
      module.warnings.push_back(
          {content.diagnostic().offset, fmt::format("malformed {} section: {}", name, content.diagnostic().message)});
  }
}

void readSubsections(Reader &reader, Module &module, const std::function<SubsectionReader(uint8_t)> &readerOf) {
  while (reader.ok() && !reader.atEnd()) {
    uint8_t id = reader.u8();
    uint32_t size = reader.u32();
    uint64_t offset = reader.offset();
    Reader content(reader.take(size), offset);
    SubsectionReader read = reader.ok() ? readerOf(id) : nullptr;
    if (!read)
      continue;
    read(content, module, id);
    if (content.ok() && !content.atEnd())
      content.fail("section size mismatch");
    if (!content.ok())
      reader.fail(content.diagnostic().offset, content.diagnostic().message);
  }
}

}  // namespace wasmc::sections

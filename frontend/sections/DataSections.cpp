// Data segments, and the section in front of the code that says how many there are, so that code can be validated in one pass.
#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

enum SegmentKind : uint32_t { active, passive, activeWithMemory };

DataSegment readSegment(Reader &reader, Module &module) {
  uint64_t at = reader.offset();
  uint32_t kind = reader.u32();
  if (kind > activeWithMemory)
    reader.fail(at, fmt::format("malformed data segment kind: {}", kind));
  if (kind != active)
    require(reader, module, Feature::BulkMemory, at, fmt::format("a data segment of kind {}", kind));

  DataSegment segment{kind == passive ? SegmentMode::Passive : SegmentMode::Active, 0, {}, {}};
  if (kind == activeWithMemory)
    segment.memory = readIndex(reader, "memory", module.memories.size());
  else if (kind == active && module.memories.empty())
    reader.fail(at, "unknown memory 0: an active data segment needs one");
  if (kind != passive && reader.ok())
    segment.offset = readConstExpr(reader, module, module.memories[segment.memory].type.addressType);
  segment.bytes = reader.take(reader.u32());
  return segment;
}

}  // namespace

void readDataCount(Reader &reader, Module &module) {
  require(reader, module, Feature::BulkMemory, reader.offset(), "a data count section");
  module.dataCount = reader.u32();
}

void readData(Reader &reader, Module &module) {
  uint64_t at = reader.offset();
  uint32_t count = reader.count();
  if (module.dataCount && *module.dataCount != count)
    reader.fail(at, fmt::format("data count and data section have inconsistent lengths: {} and {}", *module.dataCount, count));
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    module.data.push_back(readSegment(reader, module));
}

}  // namespace wasmc::sections

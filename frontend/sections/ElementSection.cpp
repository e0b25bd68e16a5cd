#include "frontend/Subtyping.h"
#include "frontend/sections/Entities.h"
#include "frontend/sections/Sections.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

// Bits of the number in front of each segment (5.5.12). Bit 1 says `declarative` when bit 0 is set, else `has a table index`.
enum SegmentFlag : uint32_t { notActive = 1, declarativeOrTable = 2, hasExpressions = 4, lastFlags = 7 };

SegmentMode modeOf(uint32_t flags) {
  if (!(flags & notActive))
    return SegmentMode::Active;
  return flags & declarativeOrTable ? SegmentMode::Declarative : SegmentMode::Passive;
}

// The type of the elements, which is left out where bits 0 and 1 are clear: functions then. Functions by index are never null.
ValueType readElementType(Reader &reader, const Module &module, uint32_t flags) {
  ValueType functions = ValueType::ref(HeapType::Func, (flags & hasExpressions) != 0);
  if (!(flags & (notActive | declarativeOrTable)))
    return functions;
  if (flags & hasExpressions)
    return readReferenceType(reader, module);
  uint64_t at = reader.offset();
  if (uint8_t kind = reader.u8(); kind != 0)
    reader.fail(at, fmt::format("malformed element kind: 0x{:02x}", kind));
  return functions;
}

void readTarget(Reader &reader, Module &module, uint32_t flags, ElementSegment &segment) {
  uint64_t at = reader.offset();
  if (flags & declarativeOrTable)
    segment.table = readIndex(reader, "table", module.tables.size());
  else if (module.tables.empty())
    reader.fail(at, "unknown table 0: an active element segment needs one");
  if (reader.ok())
    segment.offset = readConstExpr(reader, module, module.tables[segment.table].type.addressType);
}

void readFunctionIndices(Reader &reader, Module &module, ElementSegment &segment) {
  auto &indices = segment.elements.emplace<std::vector<uint32_t>>();
  uint32_t count = reader.count();
  indices.reserve(count);
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    uint32_t index = readIndex(reader, "function", module.functions.size());
    if (!reader.ok())
      return;
    module.declaredFunctions[index] = true;
    indices.push_back(index);
  }
}

void readExpressions(Reader &reader, Module &module, ElementSegment &segment) {
  auto &expressions = segment.elements.emplace<std::vector<ConstExpr>>();
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    expressions.push_back(readConstExpr(reader, module, segment.type));
}

ElementSegment readSegment(Reader &reader, Module &module) {
  uint64_t at = reader.offset();
  uint32_t flags = reader.u32();
  if (flags > lastFlags)
    reader.fail(at, fmt::format("malformed elements segment kind: {}", flags));
  if (flags != 0)
    require(reader, module, Feature::BulkMemory, at, fmt::format("an element segment of kind {}", flags));
  ElementSegment segment{modeOf(flags), ValueType::funcref(), 0, {}, {}};
  if (segment.mode == SegmentMode::Declarative)
    require(reader, module, Feature::ReferenceTypes, at, "a declarative element segment");
  if (segment.mode == SegmentMode::Active)
    readTarget(reader, module, flags, segment);

  segment.type = readElementType(reader, module, flags);
  if (reader.ok() && segment.mode == SegmentMode::Active)
    if (ValueType expected = module.tables[segment.table].type.element; !matches(module, segment.type, expected))
      reader.fail(at, fmt::format("type mismatch: expected elements of {}, found {}", toString(expected), toString(segment.type)));
  if (flags & hasExpressions)
    readExpressions(reader, module, segment);
  else
    readFunctionIndices(reader, module, segment);
  return segment;
}

}  // namespace

void readElements(Reader &reader, Module &module) {
  uint32_t count = reader.count();
  for (uint32_t i = 0; i < count && reader.ok(); ++i)
    module.elements.push_back(readSegment(reader, module));
}

}  // namespace wasmc::sections

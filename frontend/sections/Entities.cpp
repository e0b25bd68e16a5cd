#include "frontend/sections/Entities.h"

#include "frontend/ConstExpr.h"
#include "frontend/Immediates.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

constexpr uint64_t maxMemoryPages = 65536;
constexpr uint64_t maxTableSize = 0xFFFF'FFFF;

// Bits of the byte in front of limits: of the specification, and of the proposals for threads and for custom page sizes.
enum LimitsFlag : uint8_t { hasMaximum = 1, isShared = 2, is64Bit = 4, hasPageSize = 8 };

// What the two kinds of limits differ in.
struct LimitsRule {
  uint8_t knownFlags;
  uint64_t range;
  std::string_view outOfRange;
};

void requireFlag(Reader &reader, const Module &module, uint8_t flags, LimitsFlag flag, Feature feature, uint64_t at) {
  if (flags & flag)
    require(reader, module, feature, at, fmt::format("malformed limits flags: 0x{:02x}", static_cast<unsigned>(flags)));
}

Limits readLimits(Reader &reader, const Module &module, const LimitsRule &rule) {
  uint64_t at = reader.offset();
  uint8_t flags = reader.u8();
  if (flags & ~rule.knownFlags)
    reader.fail(at, fmt::format("malformed limits flags: 0x{:02x}", flags));
  requireFlag(reader, module, flags, isShared, Feature::Threads, at);
  requireFlag(reader, module, flags, is64Bit, Feature::Memory64, at);
  requireFlag(reader, module, flags, hasPageSize, Feature::CustomPageSizes, at);

  Limits limits{reader.u64(), std::nullopt};
  if (flags & hasMaximum)
    limits.max = reader.u64();
  if (limits.min > rule.range || limits.max.value_or(0) > rule.range)
    reader.fail(at, std::string(rule.outOfRange));
  if (limits.max && limits.min > *limits.max)
    reader.fail(at, fmt::format("size minimum must not be greater than maximum: {} and {}", limits.min, *limits.max));
  return limits;
}

void requireType(Reader &reader, const Module &module, ValueType type, uint64_t at) {
  require(reader, module, featureOf(type), at, fmt::format("the type {}", toString(type)));
}

}  // namespace

void require(Reader &reader, const Module &module, Feature feature, uint64_t at, std::string_view what) {
  if (!module.features.has(feature))
    reader.fail(at, fmt::format("{} {}", what, missingFeature(feature)));
}

uint32_t readIndex(Reader &reader, std::string_view what, size_t count) {
  uint64_t at = reader.offset();
  uint32_t index = reader.u32();
  if (index >= count)
    reader.fail(at, fmt::format("unknown {} {}", what, index));
  return index;
}

ValueType readValueType(Reader &reader, const Module &module) {
  uint64_t at = reader.offset();
  ValueType type = wasmc::readValueType(reader);
  requireType(reader, module, type, at);
  return type;
}

ValueType readReferenceType(Reader &reader, const Module &module) {
  uint64_t at = reader.offset();
  ValueType type = wasmc::readReferenceType(reader);
  requireType(reader, module, type, at);
  return type;
}

TableType readTableType(Reader &reader, const Module &module) {
  static constexpr LimitsRule rule = {hasMaximum | is64Bit, maxTableSize, "table size must be at most 2^32-1"};
  uint64_t at = reader.offset();
  if (reader.peek() == 0x40)  // a table with an initializer, 5.5.6
    require(reader, module, Feature::FunctionReferences, at, "a table with an initializer");
  TableType type;
  type.element = wasmc::readReferenceType(reader);
  if (type.element != ValueType::funcref())  // the only one that the first edition has
    requireType(reader, module, type.element, at);
  type.limits = readLimits(reader, module, rule);
  return type;
}

MemoryType readMemoryType(Reader &reader, const Module &module) {
  static constexpr LimitsRule rule = {hasMaximum | isShared | is64Bit | hasPageSize, maxMemoryPages,
                                      "memory size must be at most 65536 pages (4GiB)"};
  return {readLimits(reader, module, rule)};
}

GlobalType readGlobalType(Reader &reader, const Module &module) {
  ValueType type = readValueType(reader, module);
  uint64_t at = reader.offset();
  uint8_t mutability = reader.u8();
  if (mutability > 1)
    reader.fail(at, fmt::format("malformed mutability: 0x{:02x}", mutability));
  return {type, mutability == 1};
}

ConstExpr readConstExpr(Reader &reader, Module &module, ValueType type) {
  Reader ahead = reader;
  Result<ConstExpr> expression = wasmc::readConstExpr(ahead, module, type);
  if (!expression) {
    reader.fail(expression.error().offset, expression.error().message);
    return {};
  }
  reader = ahead;
  return *expression;
}

void addFunction(Module &module, uint32_t typeIndex, std::optional<uint32_t> import) {
  module.functions.push_back({typeIndex, import, {}, {}});
  module.declaredFunctions.push_back(false);
}

void addTable(Reader &reader, Module &module, TableType type, std::optional<uint32_t> import, uint64_t at) {
  module.tables.push_back({type, import});
  if (module.tables.size() > 1)
    require(reader, module, Feature::ReferenceTypes, at, "multiple tables: a second one");
}

void addMemory(Reader &reader, Module &module, MemoryType type, std::optional<uint32_t> import, uint64_t at) {
  module.memories.push_back({type, import});
  if (module.memories.size() > 1)
    require(reader, module, Feature::MultiMemory, at, "multiple memories: a second one");
}

}  // namespace wasmc::sections

#include "frontend/sections/Entities.h"

#include "frontend/ConstExpr.h"
#include "frontend/Immediates.h"
#include "frontend/TypeCodes.h"

#include <fmt/format.h>

namespace wasmc::sections {

namespace {

constexpr uint64_t maxTableSize32 = 0xFFFF'FFFF;

struct FlaggedLimits {
  uint8_t flags;
  uint64_t at;
  Limits limits;
  ValueType addressType() const { return flags & is64Bit ? ValueType::I64 : ValueType::I32; }
};

// Without the range, which the kind of entity sets.
FlaggedLimits readLimits(Reader &reader, const Module &module, uint8_t knownFlags) {
  FlaggedLimits result{0, reader.offset(), {}};
  uint8_t flags = result.flags = reader.u8();
  if (flags & ~knownFlags)
    reader.fail(result.at, fmt::format("malformed limits flags: 0x{:02x}", flags));
  auto requireFlag = [&](LimitsFlag flag, Feature feature) {
    if (flags & flag)
      require(reader, module, feature, result.at, fmt::format("malformed limits flags: 0x{:02x}", static_cast<unsigned>(flags)));
  };
  requireFlag(isShared, Feature::Threads);
  requireFlag(is64Bit, Feature::Memory64);
  requireFlag(hasPageSize, Feature::CustomPageSizes);
  result.limits.min = reader.u64();
  if (flags & hasMaximum)
    result.limits.max = reader.u64();
  return result;
}

void checkLimits(Reader &reader, const FlaggedLimits &read, uint64_t range, std::string_view outOfRange) {
  const Limits &limits = read.limits;
  if (limits.min > range || limits.max.value_or(0) > range)
    reader.fail(read.at, std::string(outOfRange));
  if (limits.max && limits.min > *limits.max)
    reader.fail(read.at, fmt::format("size minimum must not be greater than maximum: {} and {}", limits.min, *limits.max));
}

uint8_t readPageSize(Reader &reader) {
  uint64_t at = reader.offset();
  uint32_t log2 = reader.u32();
  if (log2 != 0 && log2 != 16)
    reader.fail(at, fmt::format("invalid custom page size: 2^{} bytes; it must be 1 or 65536", log2));
  return static_cast<uint8_t>(log2);
}

void checkMemoryLimits(Reader &reader, const FlaggedLimits &read, const MemoryType &type) {
  if (type.addressType == ValueType::I32 && type.pageSizeLog2 == 16)
    return checkLimits(reader, read, 65536, "memory size must be at most 65536 pages (4GiB)");
  unsigned bits = (type.addressType == ValueType::I64 ? 64u : 32u) - type.pageSizeLog2;
  // With pages of one byte a memory can't be larger than its largest size can say.
  uint64_t range = type.pageSizeLog2 == 0 ? ~uint64_t{0} >> (64 - bits) : uint64_t{1} << bits;
  checkLimits(reader, read, range, fmt::format("memory size must be at most {} pages", range));
}

void requireType(Reader &reader, const Module &module, ValueType type, uint64_t at, size_t typeCount) {
  require(reader, module, featureOf(type), at, fmt::format("the type {}", toString(type)));
  if (type.isRef() && type.heapType().isIndex() && type.heapType().typeIndex() >= typeCount)
    reader.fail(at, fmt::format("unknown type {}", type.heapType().typeIndex()));
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

uint32_t readFunctionTypeIndex(Reader &reader, const Module &module) {
  uint64_t at = reader.offset();
  uint32_t index = readIndex(reader, "type", module.types.size());
  if (reader.ok() && !module.types[index].function())
    reader.fail(at, fmt::format("type mismatch: type {} is not a function type", index));
  return index;
}

ValueType readValueType(Reader &reader, const Module &module, size_t typeCount) {
  uint64_t at = reader.offset();
  ValueType type = wasmc::readValueType(reader);
  if (reader.ok())
    requireType(reader, module, type, at, typeCount);
  return type;
}

ValueType readReferenceType(Reader &reader, const Module &module) {
  uint64_t at = reader.offset();
  ValueType type = wasmc::readReferenceType(reader);
  if (reader.ok())
    requireType(reader, module, type, at, module.types.size());
  return type;
}

bool readMutability(Reader &reader) {
  uint64_t at = reader.offset();
  uint8_t mutability = reader.u8();
  if (mutability > 1)
    reader.fail(at, fmt::format("malformed mutability: 0x{:02x}", mutability));
  return mutability == 1;
}

TableType readTableType(Reader &reader, const Module &module) {
  TableType type;
  if (reader.peek() == codeFuncref)  // the only element type that the first edition has
    reader.u8();
  else
    type.element = readReferenceType(reader, module);
  FlaggedLimits read = readLimits(reader, module, hasMaximum | is64Bit);
  type.limits = read.limits;
  type.addressType = read.addressType();
  if (type.addressType == ValueType::I32)
    checkLimits(reader, read, maxTableSize32, "table size must be at most 2^32-1");
  else
    checkLimits(reader, read, ~uint64_t{0}, "table size");
  return type;
}

MemoryType readMemoryType(Reader &reader, const Module &module) {
  FlaggedLimits read = readLimits(reader, module, hasMaximum | isShared | is64Bit | hasPageSize);
  MemoryType type{read.limits, read.addressType(), (read.flags & isShared) != 0};
  if (read.flags & hasPageSize)
    type.pageSizeLog2 = readPageSize(reader);
  if (type.isShared && !type.limits.max)
    reader.fail(read.at, "shared memory must have maximum");
  if (reader.ok())
    checkMemoryLimits(reader, read, type);
  return type;
}

GlobalType readGlobalType(Reader &reader, const Module &module) {
  ValueType type = readValueType(reader, module);
  return {type, readMutability(reader)};
}

uint32_t readTagType(Reader &reader, const Module &module) {
  uint64_t at = reader.offset();
  require(reader, module, Feature::Exceptions, at, "a tag");
  if (uint8_t kind = reader.u8(); kind != 0)
    reader.fail(at, fmt::format("malformed tag attribute: 0x{:02x}", kind));
  at = reader.offset();
  uint32_t index = readFunctionTypeIndex(reader, module);
  if (reader.ok() && !module.funcType(index).results.empty())
    reader.fail(at, fmt::format("non-empty tag result type: {}", toString(module.funcType(index))));
  return index;
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

void addTable(Reader &reader, Module &module, Table table, uint64_t at) {
  module.tables.push_back(std::move(table));
  if (module.tables.size() > 1)
    require(reader, module, Feature::ReferenceTypes, at, "multiple tables: a second one");
}

void addMemory(Reader &reader, Module &module, MemoryType type, std::optional<uint32_t> import, uint64_t at) {
  module.memories.push_back({type, import});
  if (module.memories.size() > 1)
    require(reader, module, Feature::MultiMemory, at, "multiple memories: a second one");
}

}  // namespace wasmc::sections

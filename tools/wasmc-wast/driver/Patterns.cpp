#include "tools/wasmc-wast/driver/Patterns.h"

#include "rt/abi/Gc.h"
#include "rt/core/Format.h"

// Defined by generated code that makes objects.
extern "C" [[gnu::weak, gnu::visibility("hidden")]] const wasmc::abi::ObjectTypes wasmc_object_types;

namespace wasmc::driver {

using namespace rt;
using Type = TypedValue::Type;

namespace {

// Without the sign: all exponent bits and the first of the fraction, which makes a NaN quiet (IEEE 754, 6.2.1).
constexpr uint32_t quietNan32 = 0x7fc00000;
constexpr uint64_t quietNan64 = 0x7ff8000000000000;

// Specification, 2.2.3: canonical is that and nothing else, arithmetic has any further bits.
template <typename Bits> bool isNan(Bits bits, Bits quiet, NanCode nan) {
  Bits withoutSign = bits << 1 >> 1;
  return nan == NanCode::Canonical ? withoutSign == quiet : (withoutSign & quiet) == quiet;
}

bool laneMatches(uint64_t actual, uint64_t expected, size_t laneSize, NanCode nan) {
  if (nan == NanCode::No)
    return actual == expected;
  return laneSize == 4 ? isNan(static_cast<uint32_t>(actual), quietNan32, nan) : isNan(actual, quietNan64, nan);
}

bool lanesMatch(Reader &pattern, const abi::Value &actual) {
  size_t laneSize = pattern.u8();
  size_t count = pattern.u8();
  bool all = laneSize != 0 && laneSize <= sizeof(uint64_t) && laneSize * count <= sizeof actual.v128;
  for (size_t lane = 0; lane < count; ++lane) {
    auto nan = static_cast<NanCode>(pattern.u8());
    uint64_t expected = pattern.u64();
    uint64_t bits = 0;
    if (all)
      memcpy(&bits, actual.v128 + lane * laneSize, laneSize);
    all = all && laneMatches(bits, expected, laneSize, nan);
  }
  return all && pattern.ok();
}

bool isHosts(const void *reference) { return (reinterpret_cast<uint64_t>(reference) & abi::referenceTagMask) == abi::hostTag; }

bool hostMatches(Reader &pattern, const TypedValue &actual, Type type) {
  bool isAny = pattern.u8() != 0;
  uint64_t number = pattern.u64();
  const void *reference = actual.value.reference;
  return actual.type == type && reference && (isAny || (isHosts(reference) && hostNumber(reference) == number));
}

bool isI31(const void *reference) { return reinterpret_cast<uint64_t>(reference) & abi::i31Tag; }

// Of a reference that is not null.
abi::ObjectKind kindOf(const void *reference) {
  if (reinterpret_cast<uint64_t>(reference) & abi::referenceTagMask)
    return abi::ObjectKind::None;
  return wasmc_object_types.shapes[static_cast<const abi::ObjectHeader *>(reference)->type].kind;
}

bool isOfKind(PatternCode code, const void *reference) {
  switch (code) {
  case PatternCode::AnyRef: return true;
  case PatternCode::EqRef: return !isHosts(reference);
  case PatternCode::I31Ref: return isI31(reference);
  case PatternCode::StructRef: return kindOf(reference) == abi::ObjectKind::Struct;
  case PatternCode::ArrayRef: return kindOf(reference) >= abi::ObjectKind::Array;
  default: return false;
  }
}

bool eitherMatches(Reader &pattern, const TypedValue &actual) {
  bool any = false;
  for (uint32_t i = 0, count = pattern.u32(); i < count && pattern.ok(); ++i)
    any |= matches(pattern, actual);
  return any;
}

bool isReference(Type type) { return type >= Type::FuncRef; }

// Lanes of 32 bits from the lowest on.
void describeVector(Line &line, const abi::Value &value) {
  line.append("v128:");
  for (size_t lane = 0; lane < 4; ++lane) {
    uint32_t bits;
    memcpy(&bits, value.v128 + 4 * lane, sizeof bits);
    line.append(lane == 0 ? "" : ",");
    line.append(Hex(bits));
  }
}

}  // namespace

const void *hostReference(uint64_t number) { return reinterpret_cast<const void *>(number << 2 | abi::hostTag); }
uint64_t hostNumber(const void *reference) { return reinterpret_cast<uint64_t>(reference) >> 2; }

bool matches(Reader &pattern, const TypedValue &actual) {
  auto code = static_cast<PatternCode>(pattern.u8());
  switch (code) {
  case PatternCode::Either: return eitherMatches(pattern, actual);
  case PatternCode::ExternRef: return hostMatches(pattern, actual, Type::ExternRef);
  case PatternCode::HostRef: return hostMatches(pattern, actual, Type::AnyRef);
  case PatternCode::NullRef: return isReference(actual.type) && !actual.value.reference;
  case PatternCode::FuncRef: return actual.type == Type::FuncRef && actual.value.reference;
  case PatternCode::ExnRef: return actual.type == Type::ExnRef && actual.value.reference;
  case PatternCode::AnyRef:
  case PatternCode::EqRef:
  case PatternCode::I31Ref:
  case PatternCode::StructRef:
  case PatternCode::ArrayRef:
    return actual.type == Type::AnyRef && actual.value.reference && isOfKind(code, actual.value.reference);
  case PatternCode::I32: return lanesMatch(pattern, actual.value) & (actual.type == Type::I32);
  case PatternCode::I64: return lanesMatch(pattern, actual.value) & (actual.type == Type::I64);
  case PatternCode::F32: return lanesMatch(pattern, actual.value) & (actual.type == Type::F32);
  case PatternCode::F64: return lanesMatch(pattern, actual.value) & (actual.type == Type::F64);
  case PatternCode::V128: return lanesMatch(pattern, actual.value) & (actual.type == Type::V128);
  }
  return false;
}

void describe(Line &line, const TypedValue &actual) {
  const abi::Value &value = actual.value;
  switch (actual.type) {
  case Type::I32: return line.append("i32:"), line.append(Hex(value.i32));
  case Type::I64: return line.append("i64:"), line.append(Hex(value.i64));
  case Type::F32: return line.append("f32:"), line.append(Hex(value.i32));
  case Type::F64: return line.append("f64:"), line.append(Hex(value.i64));
  case Type::V128: return describeVector(line, value);
  case Type::FuncRef: return line.append(value.reference ? "ref.func" : "ref.null");
  case Type::ExnRef: return line.append(value.reference ? "ref.exn" : "ref.null");
  case Type::ExternRef:
  case Type::AnyRef:
  case Type::NullRef: break;
  }
  if (!value.reference)
    return line.append("ref.null");
  if (!isHosts(value.reference))
    return line.append(isI31(value.reference)                               ? "ref.i31"
                       : kindOf(value.reference) == abi::ObjectKind::Struct ? "ref.struct"
                                                                            : "ref.array");
  line.append(actual.type == Type::ExternRef ? "ref.extern:" : "ref.host:");
  line.append(Decimal(hostNumber(value.reference)));
}

}  // namespace wasmc::driver

#include "frontend/text/ScriptValues.h"

#include "frontend/text/Numbers.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc::text {
namespace {

using Kind = ResultPattern::Kind;
using Lane = ResultPattern::Lane;

// How lanes are written: those of a vector's shape, or the only one of a scalar.
struct Shape {
  std::string_view name;
  unsigned bits;
  bool isFloat;
  unsigned lanes;
  Kind kind;
};
constexpr Shape shapes[] = {
    {"i8x16", 8, false, 16, Kind::V128},    {"i16x8", 16, false, 8, Kind::V128},    {"i32x4", 32, false, 4, Kind::V128},
    {"i64x2", 64, false, 2, Kind::V128},    {"f32x4", 32, true, 4, Kind::V128},     {"f64x2", 64, true, 2, Kind::V128},
    {"i32.const", 32, false, 1, Kind::I32}, {"i64.const", 64, false, 1, Kind::I64}, {"f32.const", 32, true, 1, Kind::F32},
    {"f64.const", 64, true, 1, Kind::F64},
};

struct RefName {
  std::string_view keyword;
  std::string_view heapType;
};
constexpr RefName refPatterns[] = {{"ref.any", "any"},     {"ref.eq", "eq"},     {"ref.i31", "i31"}, {"ref.struct", "struct"},
                                   {"ref.array", "array"}, {"ref.func", "func"}, {"ref.exn", "exn"}};

Lane number(Cursor &cursor, const Shape &shape) {
  std::string_view text = cursor.text();
  bool isInteger = cursor.at(TokenKind::Natural) || cursor.at(TokenKind::Integer);
  if (!isInteger && !(shape.isFloat && cursor.at(TokenKind::Float))) {
    cursor.failUnexpected();
    return {};
  }
  std::optional<uint64_t> bits = !shape.isFloat     ? parseInteger(text, shape.bits)
                                 : shape.bits == 32 ? std::optional<uint64_t>(parseFloat32(text))
                                                    : parseFloat64(text);
  if (!bits)
    cursor.fail("constant out of range");
  cursor.next();
  return {bits.value_or(0)};
}

Lane pattern(Cursor &cursor, const Shape &shape) {
  if (shape.isFloat && (cursor.text() == "nan:canonical" || cursor.text() == "nan:arithmetic")) {
    bool isCanonical = cursor.text() == "nan:canonical";
    cursor.next();
    return {0, isCanonical ? ResultPattern::Nan::Canonical : ResultPattern::Nan::Arithmetic};
  }
  return number(cursor, shape);
}

// `i32.const 1`, `v128.const i8x16 0 ...`; null for anything else.
const Shape *shapeOf(Cursor &cursor) {
  bool isVector = cursor.text() == "v128.const";
  if (isVector)
    cursor.next();
  const Shape *shape = std::ranges::find(shapes, cursor.text(), &Shape::name);
  if (shape == std::end(shapes) || isVector != (shape->kind == Kind::V128))
    return nullptr;
  cursor.next();
  return shape;
}

bool isNumber(const Cursor &cursor) { return cursor.text().ends_with(".const"); }

// The number behind ref.extern and ref.host.
Lane hostNumber(Cursor &cursor) {
  constexpr Shape shape{"", 64, false, 1, Kind::I64};
  return number(cursor, shape);
}

ScriptValue::Kind valueKind(Kind kind) {
  switch (kind) {
  case Kind::I32: return ScriptValue::Kind::I32;
  case Kind::I64: return ScriptValue::Kind::I64;
  case Kind::F32: return ScriptValue::Kind::F32;
  case Kind::F64: return ScriptValue::Kind::F64;
  default: return ScriptValue::Kind::V128;
  }
}

void numberArgument(Cursor &cursor, ScriptValue &value) {
  const Shape *shape = shapeOf(cursor);
  if (!shape)
    return cursor.failUnexpected();
  value.kind = valueKind(shape->kind);
  unsigned bytes = shape->bits / 8;
  for (unsigned lane = 0; lane < shape->lanes; ++lane) {
    uint64_t bits = number(cursor, *shape).bits;
    for (unsigned i = 0; i < bytes; ++i)
      value.bits[lane * bytes + i] = static_cast<uint8_t>(bits >> (8 * i));
  }
}

// `ref.null`, with its heap type.
std::string nullType(Cursor &cursor, bool isOptional) {
  cursor.expectKeyword("ref.null");
  std::string type(cursor.text());
  if (cursor.at(TokenKind::Keyword) || cursor.at(TokenKind::Id))
    cursor.next();
  else if (isOptional && cursor.at(TokenKind::RightParen))
    type.clear();
  else
    cursor.failUnexpected();
  return type;
}

void referencePattern(Cursor &cursor, ResultPattern &result) {
  std::string_view keyword = cursor.text();
  if (keyword == "ref.null") {
    result.kind = Kind::NullRef;
    result.heapType = nullType(cursor, /*isOptional=*/true);
  } else if (keyword == "ref.extern" || keyword == "ref.host") {
    result.kind = keyword == "ref.extern" ? Kind::ExternRef : Kind::HostRef;
    cursor.next();
    if (!cursor.at(TokenKind::RightParen))
      result.lanes.push_back(hostNumber(cursor));
  } else if (auto known = std::ranges::find(refPatterns, keyword, &RefName::keyword); known != std::end(refPatterns)) {
    result.kind = Kind::Ref;
    result.heapType = known->heapType;
    cursor.next();
  } else {
    cursor.failUnexpected();
  }
}

ResultPattern singlePattern(Cursor &cursor) {
  ResultPattern result{};
  cursor.expect(TokenKind::LeftParen);
  if (!isNumber(cursor)) {
    referencePattern(cursor, result);
  } else if (const Shape *shape = shapeOf(cursor)) {
    result.kind = shape->kind;
    for (unsigned lane = 0; lane < shape->lanes; ++lane)
      result.lanes.push_back(pattern(cursor, *shape));
  } else {
    cursor.failUnexpected();
  }
  cursor.close();
  return result;
}

}  // namespace

ScriptValue argument(Cursor &cursor) {
  ScriptValue value{};
  cursor.expect(TokenKind::LeftParen);
  if (cursor.text() == "ref.null") {
    value.kind = ScriptValue::Kind::NullRef;
    value.heapType = nullType(cursor, /*isOptional=*/false);
  } else if (cursor.text() == "ref.extern" || cursor.text() == "ref.host") {
    value.kind = cursor.text() == "ref.extern" ? ScriptValue::Kind::ExternRef : ScriptValue::Kind::HostRef;
    cursor.next();
    uint64_t bits = hostNumber(cursor).bits;
    for (unsigned i = 0; i < 8; ++i)
      value.bits[i] = static_cast<uint8_t>(bits >> (8 * i));
  } else if (isNumber(cursor)) {
    numberArgument(cursor, value);
  } else {
    cursor.failUnexpected();
  }
  cursor.close();
  return value;
}

ResultPattern resultPattern(Cursor &cursor) {
  if (!cursor.atGroup("either"))
    return singlePattern(cursor);
  ResultPattern result{};
  result.kind = Kind::Either;
  cursor.expectGroup("either");
  while (cursor.at(TokenKind::LeftParen))
    result.alternatives.push_back(singlePattern(cursor));
  cursor.close();
  return result;
}

}  // namespace wasmc::text

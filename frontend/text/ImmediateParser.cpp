#include "frontend/text/ImmediateParser.h"

#include "frontend/text/Numbers.h"

#include <fmt/format.h>

namespace wasmc::text {

void ImmediateParser::instruction(Op op, Writer &out) {
  op = choose(op);
  uint32_t encoding = info(op).encoding;
  if (uint32_t prefix = encoding >> 16) {
    out.u8(static_cast<uint8_t>(prefix));
    out.unsignedLeb(encoding & 0xFFFF);
  } else {
    out.u8(static_cast<uint8_t>(encoding));
  }
  using Encoder = void (*)(ImmediateParser &, Op, Writer &);
  static constexpr Encoder encoders[] = {
#define WASMC_FIXED(name, text, encoding, immediate, signature, feature) \
  [](ImmediateParser &self, Op op, Writer &out) { self.encode(Of<imm::immediate>(), op, out); },
#define WASMC_CUSTOM(name, text, encoding, immediate, feature) \
  [](ImmediateParser &self, Op op, Writer &out) { self.encode(Of<imm::immediate>(), op, out); },
#include "frontend/Opcodes.def"
#undef WASMC_FIXED
#undef WASMC_CUSTOM
  };
  encoders[static_cast<size_t>(op)](*this, op, out);
}

Op ImmediateParser::choose(Op op) const {
  switch (op) {
  case Op::select: return cursor.atGroup("result") ? Op::select_t : op;
  case Op::ref_test: return TypeParser(context).atNullable() ? Op::ref_test_null : op;
  case Op::ref_cast: return TypeParser(context).atNullable() ? Op::ref_cast_null : op;
  default: return op;
  }
}

uint32_t ImmediateParser::label() {
  if (!cursor.at(TokenKind::Id))
    return cursor.u32();
  Token token = cursor.next();
  std::optional<uint32_t> depth = function.labels.find(cursor.tokens().id(token));
  if (!depth)
    cursor.fail(token.offset, fmt::format("unknown label: {:?}", cursor.tokens().text(token)));
  return depth.value_or(0);
}

// Two indices or none, which means 0 twice.
void ImmediateParser::optionalPair(Space first, Space second, Writer &out) {
  bool isGiven = cursor.atIndex();
  out.unsignedLeb(isGiven ? context.index(first) : 0);
  out.unsignedLeb(isGiven ? context.index(second) : 0);
}

void ImmediateParser::memArg(unsigned naturalAlignLog2, bool hasLane, Writer &out) {
  // A single number in front of a lane's is the memory's; alone it is the lane's.
  auto startsMemArg = [&] {
    return cursor.at(TokenKind::Natural, 1) ||
           (cursor.at(TokenKind::Keyword, 1) && (cursor.text(1).starts_with("offset=") || cursor.text(1).starts_with("align=")));
  };
  bool hasMemory = cursor.at(TokenKind::Id) || (cursor.at(TokenKind::Natural) && (!hasLane || startsMemArg()));
  uint32_t memory = hasMemory ? context.index(Space::Memory) : 0;
  // The number in a keyword such as `offset=8`.
  auto field = [&](std::string_view keyword, uint64_t otherwise) {
    if (!cursor.at(TokenKind::Keyword) || !cursor.text().starts_with(keyword))
      return otherwise;
    std::string_view digits = cursor.text().substr(keyword.size());
    if (classifyNumber(digits) != TokenKind::Natural)
      return cursor.failUnexpected(), otherwise;
    std::optional<uint64_t> value = parseNatural(digits);
    if (!value)
      cursor.fail("i64 constant out of range");
    cursor.take(TokenKind::Keyword);
    return value.value_or(otherwise);
  };
  uint64_t offset = field("offset=", 0);
  uint32_t at = cursor.peek().offset;
  uint64_t align = field("align=", uint64_t{1} << naturalAlignLog2);
  if (!std::has_single_bit(align))
    cursor.fail(at, "alignment must be a power of two");
  constexpr unsigned namesMemory = 0x40;  // a bit beside the alignment (5.4.6)
  out.unsignedLeb(static_cast<unsigned>(std::countr_zero(align)) | (memory != 0 ? namesMemory : 0));
  if (memory != 0)
    out.unsignedLeb(memory);
  out.unsignedLeb(offset);
}

// How many numbers come next, one after the other.
uint32_t ImmediateParser::countNumbers() {
  uint32_t start = cursor.tell();
  while (cursor.atNumber())
    cursor.next();
  if (cursor.atUnknownWord())
    cursor.failUnexpected();
  uint32_t count = cursor.tell() - start;
  cursor.seek(start);
  return count;
}

void ImmediateParser::lane(Writer &out) {
  uint32_t at = cursor.peek().offset;
  uint64_t lane = cursor.u64();
  if (lane > UINT8_MAX)
    cursor.fail(at, "i8 constant out of range");
  out.u8(static_cast<uint8_t>(lane));
}

void ImmediateParser::encode(Of<imm::DataIndex>, Op, Writer &out) {
  out.unsignedLeb(context.index(Space::Data));
  context.needsDataCount = true;
}

void ImmediateParser::encode(Of<imm::StructField>, Op, Writer &out) {
  uint32_t type = context.index(Space::Type);
  static const IdMap none;
  auto fields = context.fieldIds.find(type);
  out.unsignedLeb(type);
  out.unsignedLeb(context.index(fields == context.fieldIds.end() ? none : fields->second, "field"));
}

void ImmediateParser::encode(Of<imm::ArrayFixed>, Op, Writer &out) {
  out.unsignedLeb(context.index(Space::Type));
  out.unsignedLeb(cursor.u32());
}

void ImmediateParser::encode(Of<imm::ArrayData>, Op, Writer &out) {
  out.unsignedLeb(context.index(Space::Type));
  out.unsignedLeb(context.index(Space::Data));
  context.needsDataCount = true;
}

void ImmediateParser::encode(Of<imm::ArrayElement>, Op, Writer &out) {
  out.unsignedLeb(context.index(Space::Type));
  out.unsignedLeb(context.index(Space::Element));
}

void ImmediateParser::encode(Of<imm::ArrayCopy>, Op, Writer &out) {
  out.unsignedLeb(context.index(Space::Type));
  out.unsignedLeb(context.index(Space::Type));
}

void ImmediateParser::encode(Of<imm::BranchTable>, Op, Writer &out) {
  Writer labels;
  uint32_t count = 0;
  do {
    labels.unsignedLeb(label());
    ++count;
  } while (cursor.atIndex());
  out.unsignedLeb(count - 1);  // the default label is not counted
  out.raw(labels.bytes);
}

void ImmediateParser::encode(Of<imm::TryTable>, Op, Writer &out) {
  TypeParser(context).blockType(out);
  catches(out);
}

void ImmediateParser::catches(Writer &out) {
  constexpr std::string_view keywords[] = {"catch", "catch_ref", "catch_all", "catch_all_ref"};
  Writer clauses;
  uint32_t count = 0;
  for (bool found = true; found && cursor.ok();) {
    found = false;
    for (uint8_t kind = 0; kind < std::size(keywords) && !found; ++kind) {
      if (!cursor.takeGroup(keywords[kind]))
        continue;
      found = true;
      ++count;
      clauses.u8(kind);
      if (kind < 2)
        clauses.unsignedLeb(context.index(Space::Tag));
      clauses.unsignedLeb(label());
      cursor.close();
    }
  }
  out.unsignedLeb(count);
  out.raw(clauses.bytes);
}

void ImmediateParser::encode(Of<imm::BranchOnCast>, Op, Writer &out) {
  TypeParser types(context);
  uint32_t target = label();
  Writer heapTypes;
  uint8_t flags = types.atNullable() ? 1 : 0;
  types.referencedHeapType(heapTypes);
  flags |= types.atNullable() ? 2 : 0;
  types.referencedHeapType(heapTypes);
  out.u8(flags);
  out.unsignedLeb(target);
  out.raw(heapTypes.bytes);
}

void ImmediateParser::encode(Of<imm::CallIndirect>, Op, Writer &out) {
  uint32_t table = context.optionalIndex(Space::Table);
  out.unsignedLeb(TypeParser(context).typeUse(nullptr));
  out.unsignedLeb(table);
}

void ImmediateParser::encode(Of<imm::SelectTypes>, Op, Writer &out) {
  Signature types = TypeParser(context).signature(nullptr);
  out.unsignedLeb(types.resultCount);
  out.raw(types.results.bytes);
}

namespace {

struct Shape {
  std::string_view name;
  unsigned lanes;
  bool isFloat;
};
constexpr Shape shapes[] = {{"i8x16", 16, false}, {"i16x8", 8, false}, {"i32x4", 4, false},
                            {"i64x2", 2, false},  {"f32x4", 4, true},  {"f64x2", 2, true}};

}  // namespace

void ImmediateParser::encode(Of<imm::V128Const>, Op, Writer &out) {
  const Shape *shape = nullptr;
  for (const Shape &candidate : shapes)
    if (cursor.takeKeyword(candidate.name))
      shape = &candidate;
  if (!shape)
    return cursor.failUnexpected();
  if (countNumbers() != shape->lanes)
    return cursor.fail("wrong number of lane literals");
  unsigned bytes = 16 / shape->lanes;
  for (unsigned lane = 0; lane < shape->lanes; ++lane) {
    if (shape->isFloat)
      out.fixed(bytes == 4 ? cursor.float32() : cursor.float64(), bytes);
    else
      out.fixed(cursor.integer(bytes * 8), bytes);
  }
}

void ImmediateParser::encode(Of<imm::Shuffle>, Op, Writer &out) {
  constexpr uint32_t lanes = 16;
  if (countNumbers() != lanes)
    return cursor.fail("invalid lane length");
  for (unsigned i = 0; i < lanes && cursor.ok(); ++i) {
    if (!cursor.at(TokenKind::Natural))
      return cursor.fail("i8 constant out of range");
    lane(out);
  }
}

// One or two indices; a single one is the segment's.
void ImmediateParser::encode(Of<imm::MemoryInit>, Op, Writer &out) {
  bool hasMemory = cursor.atIndex() && (cursor.at(TokenKind::Natural, 1) || cursor.at(TokenKind::Id, 1));
  uint32_t memory = hasMemory ? context.index(Space::Memory) : 0;
  out.unsignedLeb(context.index(Space::Data));
  out.unsignedLeb(memory);
  context.needsDataCount = true;
}

void ImmediateParser::encode(Of<imm::TableInit>, Op, Writer &out) {
  bool hasTable = cursor.atIndex() && (cursor.at(TokenKind::Natural, 1) || cursor.at(TokenKind::Id, 1));
  uint32_t table = hasTable ? context.index(Space::Table) : 0;
  out.unsignedLeb(context.index(Space::Element));
  out.unsignedLeb(table);
}

void ImmediateParser::encode(Of<imm::HeapTypeImm>, Op op, Writer &out) {
  TypeParser types(context);
  if (op == Op::ref_null)
    types.heapType(out);
  else
    types.referencedHeapType(out);
}

}  // namespace wasmc::text

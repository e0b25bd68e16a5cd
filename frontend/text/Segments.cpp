// Tables, memories and the segments that fill them (specification, 6.6.5, 6.6.6, 6.6.9 and 6.6.10).
#include "frontend/TypeCodes.h"
#include "frontend/text/ModuleParser.h"

namespace wasmc::text {
namespace {

constexpr uint8_t functionReferences = 0;  // the element kind
constexpr uint8_t hasInitializer = 0x40;   // begins a table with one; a 0 follows
constexpr uint8_t expressions = 4;         // bit of an element segment's flags

bool isFuncref(const Writer &type) { return type.bytes == std::vector<uint8_t>{0x70}; }
bool isRefFunc(const Writer &type) { return type.bytes == std::vector<uint8_t>{codeRef, 0x70}; }

// Flags of a segment (5.5.12, 5.5.14), but for the bit that says what elements are.
uint8_t placeFlags(SegmentMode mode, bool isExplicit) {
  switch (mode) {
  case SegmentMode::Active: return isExplicit ? 2 : 0;
  case SegmentMode::Passive: return 1;
  case SegmentMode::Declarative: return 3;
  }
  return 0;
}

}  // namespace

void ModuleParser::table() {
  if (inlineForms(ExternKind::Table) || inlineTable())
    return;
  Section &section = begin(SectionOrder::Table);
  Writer type;
  types.tableType(type);
  bool isInitialized = !cursor.at(TokenKind::RightParen);
  if (isInitialized) {
    section.entries.u8(hasInitializer);
    section.entries.u8(0);
  }
  section.entries.raw(type.bytes);
  if (isInitialized)
    constant(section.entries);
}

// A table with its elements in place of its limits, if that comes next.
bool ModuleParser::inlineTable() {
  uint32_t start = cursor.tell();
  bool is64 = types.takeAddressType();
  if (!types.atReferenceType()) {
    cursor.seek(start);
    return false;
  }
  ElementList list;
  types.referenceType(list.type);
  cursor.expectGroup("elem");
  if (!cursor.atIndex())
    elementExpressions(list);
  else if (isFuncref(list.type) || isRefFunc(list.type))
    functionIndices(list);
  else
    functionsAsExpressions(list);
  cursor.close();
  Section &section = begin(SectionOrder::Table);
  section.entries.raw(list.type.bytes);
  TypeParser::fixedLimits(section.entries, list.count, is64);
  elementEntry(atStart(nextIndices[static_cast<size_t>(Space::Table)] - 1, is64), list);
  return true;
}

void ModuleParser::memory() {
  if (inlineForms(ExternKind::Memory) || inlineMemory())
    return;
  types.memoryType(begin(SectionOrder::Memory).entries);
}

// A memory with its contents in place of its limits, if that comes next.
bool ModuleParser::inlineMemory() {
  uint32_t start = cursor.tell();
  bool is64 = types.takeAddressType();
  std::optional<uint8_t> pageSizeLog2 = types.pageSize();
  if (!cursor.takeGroup("data")) {
    cursor.seek(start);
    return false;
  }
  std::string contents = strings();
  cursor.close();
  uint64_t pageSize = uint64_t{1} << pageSizeLog2.value_or(16);
  TypeParser::fixedLimits(begin(SectionOrder::Memory).entries, (contents.size() + pageSize - 1) / pageSize, is64, pageSizeLog2);
  dataEntry(atStart(nextIndices[static_cast<size_t>(Space::Memory)] - 1, is64), contents);
  return true;
}

ModuleParser::SegmentPlace ModuleParser::atStart(uint32_t index, bool is64) {
  SegmentPlace place{SegmentMode::Active, index, {}};
  place.offset.u8(static_cast<uint8_t>(info(is64 ? Op::i64_const : Op::i32_const).encoding));
  place.offset.u8(0);
  place.offset.u8(static_cast<uint8_t>(info(Op::end).encoding));
  return place;
}

void ModuleParser::offset(Writer &out) {
  if (!cursor.takeGroup("offset"))
    return foldedConstant(out);
  constant(out);
  cursor.close();
}

// The table or memory of a segment, if it is named next: `(table x)`; or, in front of the offset, a bare number, as scripts of
// older suites have it.
bool ModuleParser::takePlaceUse(std::string_view keyword, Space space, SegmentPlace &place) {
  bool isBare = cursor.at(TokenKind::Natural) && cursor.at(TokenKind::LeftParen, 1);
  if (!isBare && !cursor.takeGroup(keyword))
    return false;
  place.index = context.index(space);
  if (!isBare)
    cursor.close();
  return !isBare;
}

void ModuleParser::element() {
  context.skipId();
  SegmentPlace place;
  bool namesTable = takePlaceUse("table", Space::Table, place);
  if (cursor.takeKeyword("declare")) {
    place.mode = SegmentMode::Declarative;
  } else if (namesTable || (cursor.at(TokenKind::LeftParen) && !types.atReferenceType())) {
    place.mode = SegmentMode::Active;
    offset(place.offset);
  }
  if (namesTable && place.mode != SegmentMode::Active)
    return cursor.fail("unexpected token: declare");
  ElementList list;
  bool mayOmitFunc = place.mode == SegmentMode::Active && !namesTable;
  if (cursor.takeKeyword("func") || (mayOmitFunc && !types.atReferenceType())) {
    functionIndices(list);
  } else {
    types.referenceType(list.type);
    elementExpressions(list);
  }
  elementEntry(place, list);
}

void ModuleParser::functionIndices(ElementList &list) {
  list.areFunctions = true;
  for (; cursor.atIndex(); ++list.count)
    list.items.unsignedLeb(context.index(Space::Function));
}

void ModuleParser::functionsAsExpressions(ElementList &list) {
  for (; cursor.atIndex(); ++list.count) {
    list.items.u8(static_cast<uint8_t>(info(Op::ref_func).encoding));
    list.items.unsignedLeb(context.index(Space::Function));
    list.items.u8(static_cast<uint8_t>(info(Op::end).encoding));
  }
}

void ModuleParser::elementExpressions(ElementList &list) {
  for (; cursor.ok() && cursor.at(TokenKind::LeftParen); ++list.count) {
    if (cursor.takeGroup("item")) {
      constant(list.items);
      cursor.close();
    } else {
      foldedConstant(list.items);
    }
  }
}

void ModuleParser::elementEntry(const SegmentPlace &place, const ElementList &list) {
  Writer &out = begin(SectionOrder::Element).entries;
  bool isExplicit = place.index != 0 || (!list.areFunctions && !isFuncref(list.type));
  uint8_t flags = placeFlags(place.mode, isExplicit) | (list.areFunctions ? 0 : expressions);
  out.u8(flags);
  if (place.mode == SegmentMode::Active) {
    if (isExplicit)
      out.unsignedLeb(place.index);
    out.append(place.offset);
  }
  if (place.mode != SegmentMode::Active || isExplicit) {
    if (list.areFunctions)
      out.u8(functionReferences);
    else
      out.raw(list.type.bytes);
  }
  out.unsignedLeb(list.count);
  out.append(list.items);
}

void ModuleParser::data() {
  context.skipId();
  SegmentPlace place;
  bool namesMemory = takePlaceUse("memory", Space::Memory, place);
  if (namesMemory || cursor.at(TokenKind::LeftParen)) {
    place.mode = SegmentMode::Active;
    offset(place.offset);
  }
  dataEntry(place, strings());
}

std::string ModuleParser::strings() {
  std::string bytes;
  while (cursor.at(TokenKind::String))
    bytes += cursor.string();
  return bytes;
}

void ModuleParser::dataEntry(const SegmentPlace &place, std::string_view bytes) {
  Writer &out = begin(SectionOrder::Data).entries;
  bool isExplicit = place.index != 0;
  out.u8(placeFlags(place.mode, isExplicit));
  if (place.mode == SegmentMode::Active) {
    if (isExplicit)
      out.unsignedLeb(place.index);
    out.append(place.offset);
  }
  out.name(bytes);
}

}  // namespace wasmc::text

// The first pass over a module's fields.
#include "frontend/text/ModuleParser.h"

namespace wasmc::text {
namespace {

struct FieldKind {
  std::string_view keyword;
  Space space;
};
constexpr FieldKind definitions[] = {{"func", Space::Function}, {"table", Space::Table}, {"memory", Space::Memory},
                                     {"global", Space::Global}, {"tag", Space::Tag},     {"elem", Space::Element},
                                     {"data", Space::Data}};
constexpr size_t importKinds = 5;  // of these, from the first on

}  // namespace

void ModuleParser::scan() {
  uint32_t begin = cursor.tell();
  while (cursor.at(TokenKind::LeftParen))
    scanField();
  if (!cursor.at(TokenKind::RightParen) && !cursor.atEnd())
    cursor.failUnexpected();
  cursor.seek(begin);
}

void ModuleParser::scanField() {
  uint32_t start = cursor.tell();
  cursor.next();
  if (cursor.atKeyword("type") || cursor.atKeyword("rec"))
    typeFields.push_back(cursor.tell());
  if (cursor.takeKeyword("type"))
    context.define(Space::Type);
  else if (cursor.takeKeyword("rec"))
    scanRec();
  else if (cursor.takeKeyword("import"))
    scanImport();
  else if (!cursor.atKeyword("export") && !cursor.atKeyword("start")) {
    const FieldKind *kind = nullptr;
    for (const FieldKind &candidate : definitions)
      if (cursor.takeKeyword(candidate.keyword))
        kind = &candidate;
    if (!kind)
      return cursor.failUnexpected();
    context.define(kind->space);
    if (kind->space == Space::Table || kind->space == Space::Memory)
      return scanInlineSegments(kind->space == Space::Table ? Space::Element : Space::Data);
  }
  cursor.seek(start);
  cursor.skipGroup();
}

void ModuleParser::scanRec() {
  while (cursor.atGroup("type")) {
    uint32_t start = cursor.tell();
    cursor.takeGroup("type");
    context.define(Space::Type);
    cursor.seek(start);
    cursor.skipGroup();
  }
}

void ModuleParser::scanImport() {
  cursor.string();
  cursor.string();
  cursor.expect(TokenKind::LeftParen);
  for (size_t i = 0; i < importKinds; ++i)
    if (cursor.takeKeyword(definitions[i].keyword)) {
      context.define(definitions[i].space);
      return;
    }
  cursor.failUnexpected();
}

// To the end of a table or memory, whose segment may stand inside.
void ModuleParser::scanInlineSegments(Space segments) {
  std::string_view keyword = segments == Space::Element ? "elem" : "data";
  while (cursor.ok() && !cursor.at(TokenKind::RightParen)) {
    if (cursor.atGroup(keyword))
      ++context.space(segments).count;
    if (cursor.at(TokenKind::LeftParen))
      cursor.skipGroup();
    else
      cursor.next();
  }
  cursor.close();
}

void ModuleParser::defineTypes() {
  uint32_t begin = cursor.tell();
  for (uint32_t field : typeFields) {
    cursor.seek(field);
    if (cursor.takeKeyword("type")) {
      types.typeField();
    } else {
      cursor.expectKeyword("rec");
      types.recField();
    }
  }
  cursor.seek(begin);
}

}  // namespace wasmc::text

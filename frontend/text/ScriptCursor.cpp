#include "frontend/text/ScriptCursor.h"

#include "frontend/text/Strings.h"

#include <algorithm>
#include <fmt/format.h>

namespace wasmc::text {

void ScriptCursor::fail(std::string message) {
  if (!error)
    error = Diagnostic{token().offset, std::move(message)};
}

void ScriptCursor::unexpected() {
  fail(is(TokenKind::End) ? "unexpected end of the script" : fmt::format("unexpected token: {:?}", text().substr(0, 40)));
}

const Token &ScriptCursor::token(size_t ahead) const { return list.tokens[std::min(position + ahead, list.tokens.size() - 1)]; }

void ScriptCursor::expectOpen(std::string_view keyword) {
  if (!isOpen(keyword))
    return unexpected();
  position += 2;
}

void ScriptCursor::keyword(std::string_view expected) {
  if (!is(TokenKind::Keyword) || text() != expected)
    return unexpected();
  next();
}

void ScriptCursor::close() {
  if (!is(TokenKind::RightParen))
    return unexpected();
  next();
}

void ScriptCursor::skipToClose() {
  size_t depth = 1;
  while (ok() && depth != 0) {
    if (is(TokenKind::End))
      return unexpected();
    depth += is(TokenKind::LeftParen) ? 1 : is(TokenKind::RightParen) ? -1 : 0;
    next();
  }
}

std::string ScriptCursor::string() {
  std::string bytes;
  if (!is(TokenKind::String)) {
    unexpected();
    return bytes;
  }
  appendString(text(), bytes);
  next();
  return bytes;
}

std::string ScriptCursor::id() {
  if (!is(TokenKind::Id))
    return "";
  std::string name = "$" + std::string(list.id(token()));
  next();
  return name;
}

std::string ScriptCursor::requiredId() {
  if (!is(TokenKind::Id))
    unexpected();
  return id();
}

std::string ScriptCursor::sourceFrom(const Token &first) const {
  if (!ok())
    return "";
  const Token &last = list.tokens[position - 1];
  return std::string(list.source.substr(first.offset, last.offset + last.length - first.offset));
}

}  // namespace wasmc::text

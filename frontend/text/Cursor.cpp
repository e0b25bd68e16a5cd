#include "frontend/text/Cursor.h"

#include "frontend/Utf8.h"
#include "frontend/text/Keywords.h"
#include "frontend/text/Numbers.h"
#include "frontend/text/Strings.h"

#include <fmt/format.h>

namespace wasmc::text {

void Cursor::fail(uint64_t at, std::string message) {
  if (!error)
    error = Diagnostic{at, std::move(message)};
  position = static_cast<uint32_t>(list.tokens.size()) - 1;
}

bool Cursor::atUnknownWord() const { return at(TokenKind::Reserved) || (at(TokenKind::Keyword) && !isKeyword(text())); }

void Cursor::failUnexpected() {
  constexpr size_t longest = 80;
  std::string shown = fmt::format("{:?}", text().substr(0, longest));
  std::string_view plain = std::string_view(shown).substr(1, shown.size() - 2);
  if (at(TokenKind::End))
    fail("unexpected token: end of input");
  else if (atUnknownWord())
    fail(fmt::format("unknown operator {}", plain));
  else
    fail(fmt::format("unexpected token: {}", plain));
}

bool Cursor::take(TokenKind kind) {
  if (!at(kind))
    return false;
  ++position;
  return true;
}

bool Cursor::takeKeyword(std::string_view keyword) { return atKeyword(keyword) && take(TokenKind::Keyword); }

bool Cursor::takeGroup(std::string_view keyword) {
  if (!atGroup(keyword))
    return false;
  position += 2;
  return true;
}

std::optional<std::string_view> Cursor::takeId() {
  if (!at(TokenKind::Id))
    return std::nullopt;
  return list.id(next());
}

Token Cursor::next() {
  Token token = peek();
  if (atEnd())
    failUnexpected();
  else
    ++position;
  return token;
}

void Cursor::expect(TokenKind kind) {
  if (!take(kind))
    failUnexpected();
}

void Cursor::expectKeyword(std::string_view keyword) {
  if (!takeKeyword(keyword))
    failUnexpected();
}

void Cursor::expectGroup(std::string_view keyword) {
  expect(TokenKind::LeftParen);
  expectKeyword(keyword);
}

std::string Cursor::string() {
  std::string bytes;
  if (!at(TokenKind::String))
    failUnexpected();
  else
    appendString(list.text(next()), bytes);
  return bytes;
}

std::string Cursor::name() {
  uint32_t offset = peek().offset;
  std::string bytes = string();
  if (!isUtf8({reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size()}))
    fail(offset, "malformed UTF-8 encoding");
  return bytes;
}

// `isNumber`: the token is of the kind that `parse` takes.
template <typename Parse> auto Cursor::number(bool isNumber, std::string_view outOfRange, Parse parse) {
  decltype(parse(text())) value = 0;
  if (!isNumber)
    failUnexpected();
  else if (value = parse(text()); !value)
    fail(std::string(outOfRange));
  else
    ++position;
  return value.value_or(0);
}

uint32_t Cursor::u32() {
  return number(at(TokenKind::Natural), "i32 constant out of range", [](std::string_view text) -> std::optional<uint32_t> {
    std::optional<uint64_t> value = parseNatural(text);
    return value && *value <= UINT32_MAX ? std::optional(static_cast<uint32_t>(*value)) : std::nullopt;
  });
}

uint64_t Cursor::u64() { return number(at(TokenKind::Natural), "i64 constant out of range", parseNatural); }

uint64_t Cursor::integer(unsigned bits) {
  return number(at(TokenKind::Natural) || at(TokenKind::Integer), "constant out of range",
                [=](std::string_view text) { return parseInteger(text, bits); });
}

uint32_t Cursor::float32() { return number(atNumber(), "constant out of range", parseFloat32); }
uint64_t Cursor::float64() { return number(atNumber(), "constant out of range", parseFloat64); }

void Cursor::skipGroup() {
  expect(TokenKind::LeftParen);
  for (uint64_t depth = 1; depth != 0 && ok();) {
    TokenKind kind = next().kind;
    if (kind == TokenKind::LeftParen)
      ++depth;
    if (kind == TokenKind::RightParen)
      --depth;
  }
}

}  // namespace wasmc::text

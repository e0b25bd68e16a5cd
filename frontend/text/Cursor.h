// A cursor over tokens. The first error latches, and from then on only the end is left to read, so that callers may test once
// after several steps, and every loop over tokens ends.
#pragma once

#include "frontend/text/Lexer.h"

#include <optional>
#include <string>
#include <string_view>

namespace wasmc::text {

class Cursor {
public:
  // Borrows the list.
  explicit Cursor(const TokenList &list) : list(list) {}

  bool ok() const { return !error; }
  // The latched error; only when !ok().
  const Diagnostic &diagnostic() const { return *error; }
  void fail(uint64_t at, std::string message);
  // At the next token.
  void fail(std::string message) { fail(peek().offset, std::move(message)); }
  // The next token can't stand here: `unexpected token`, or `unknown operator` if it is no word of the language.
  void failUnexpected();

  // The token `ahead` places on, or the end.
  const Token &peek(uint32_t ahead = 0) const { return list.tokens[std::min<size_t>(position + ahead, list.tokens.size() - 1)]; }
  std::string_view text(uint32_t ahead = 0) const { return list.text(peek(ahead)); }
  bool at(TokenKind kind, uint32_t ahead = 0) const { return peek(ahead).kind == kind; }
  bool atEnd() const { return at(TokenKind::End); }
  bool atKeyword(std::string_view keyword, uint32_t ahead = 0) const {
    return at(TokenKind::Keyword, ahead) && text(ahead) == keyword;
  }
  // A parenthesis and the keyword.
  bool atGroup(std::string_view keyword) const { return at(TokenKind::LeftParen) && atKeyword(keyword, 1); }
  // Something that looks like a keyword or a number and is no word of the language.
  bool atUnknownWord() const;
  bool atNumber() const { return at(TokenKind::Natural) || at(TokenKind::Integer) || at(TokenKind::Float); }
  // An index, as a number or as an identifier.
  bool atIndex() const { return at(TokenKind::Natural) || at(TokenKind::Id); }

  // Each consumes what it names if that comes next, and says whether it did.
  bool take(TokenKind kind);
  bool takeKeyword(std::string_view keyword);
  bool takeGroup(std::string_view keyword);
  std::optional<std::string_view> takeId();  // without its `$`

  // Each consumes what it names; anything else is an error, and yields something empty.
  Token next();  // any token but the end
  void expect(TokenKind kind);
  void expectKeyword(std::string_view keyword);
  void expectGroup(std::string_view keyword);
  void close() { expect(TokenKind::RightParen); }
  std::string string();             // the bytes of a string
  std::string name();               // the same, checked to be UTF-8
  uint32_t u32();                   // `i32 constant out of range`
  uint64_t u64();                   // `i64 constant out of range`
  uint64_t integer(unsigned bits);  // of an instruction: two's complement, `constant out of range`
  uint32_t float32();               // bits
  uint64_t float64();

  // The index of the next token in the list, and going back or forth to one.
  uint32_t tell() const { return position; }
  void seek(uint32_t token) {
    if (ok())
      position = token;
  }
  // Consumes a group whose parenthesis is next, with all in it.
  void skipGroup();

  const TokenList &tokens() const { return list; }

private:
  template <typename Parse> auto number(bool isNumber, std::string_view outOfRange, Parse parse);

  const TokenList &list;
  uint32_t position = 0;
  std::optional<Diagnostic> error;
};

}  // namespace wasmc::text

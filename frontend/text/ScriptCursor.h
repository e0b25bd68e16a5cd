// A position among a script's tokens; the first error latches, and from then on nothing is found.
#pragma once

#include "frontend/text/Lexer.h"

#include <optional>
#include <string>

namespace wasmc::text {

class ScriptCursor {
public:
  // Borrows the tokens.
  explicit ScriptCursor(const TokenList &list) : list(list) {}

  bool ok() const { return !error; }
  // Only when !ok().
  const Diagnostic &diagnostic() const { return *error; }
  void fail(std::string message);
  void unexpected();

  const Token &token(size_t ahead = 0) const;
  bool is(TokenKind kind) const { return ok() && token().kind == kind; }
  std::string_view text() const { return peekText(0); }
  std::string_view peekText(size_t ahead) const { return list.text(token(ahead)); }
  // `(keyword` comes next.
  bool isOpen(std::string_view keyword) const { return is(TokenKind::LeftParen) && peekText(1) == keyword; }

  void next() { ++position; }
  void expectOpen(std::string_view keyword);
  void keyword(std::string_view expected);
  void close();
  // Behind the parenthesis that closes what is open.
  void skipToClose();
  std::string string();
  // With its `$`; empty if there is none.
  std::string id();
  std::string requiredId();
  // From a token up to the last one that was consumed.
  std::string sourceFrom(const Token &first) const;

private:
  const TokenList &list;
  size_t position = 0;
  std::optional<Diagnostic> error;
};

}  // namespace wasmc::text

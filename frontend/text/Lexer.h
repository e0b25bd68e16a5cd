// From source text to tokens. Annotations are no tokens: those with a meaning stand in a list of their own, so that a parser need
// not expect them everywhere. Source: specification, 6.3 (lexical format) and the annotations of 6.3.4.
#pragma once

#include "frontend/Diagnostic.h"
#include "frontend/text/Token.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace wasmc::text {

struct TokenList {
  std::string_view source;              // borrowed
  std::vector<Token> tokens;            // an End is the last
  std::vector<Annotation> annotations;  // ordered by `before`
  std::vector<Token> annotationTokens;
  std::unordered_map<uint32_t, std::string> escapedIds;  // by offset: what `$"..."` means that has escapes

  std::string_view text(const Token &token) const { return source.substr(token.offset, token.length); }
  // What an Id means, without `$` and quotes.
  std::string_view id(const Token &token) const;
};

// Errors are offsets in `source`, which has to be smaller than 4 GiB.
Result<TokenList> tokenize(std::string_view source);

}  // namespace wasmc::text

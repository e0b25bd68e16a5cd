// The tokens of the text format (specification, 6.3).
#pragma once

#include <cstdint>

namespace wasmc::text {

enum class TokenKind : uint8_t {
  LeftParen,
  RightParen,
  Keyword,
  Id,       // `$name` or `$"name"`
  String,   // with its quotes; escapes and control characters are checked, that it is UTF-8 isn't
  Natural,  // an integer without a sign
  Integer,  // with one
  Float,
  Reserved,  // looks like a token and is none
  End,
};

struct Token {
  uint32_t offset;  // in bytes from the start of the source
  uint32_t length;
  TokenKind kind;
};

// The annotations that have a meaning for modules; all others are skipped.
enum class AnnotationKind : uint8_t { Name, Custom, BranchHint };

struct Annotation {
  AnnotationKind kind;
  uint32_t before;         // the index of the token that follows it
  uint32_t offset;         // of its parenthesis
  uint32_t first, length;  // its tokens among those of all annotations; a RightParen is the last
};

}  // namespace wasmc::text

#include "frontend/text/Strings.h"

#include "frontend/text/Numbers.h"

namespace wasmc::text {
namespace {

void appendUtf8(uint32_t codePoint, std::string &bytes) {
  auto continuation = [&](unsigned shift) { bytes += static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F)); };
  if (codePoint < 0x80) {
    bytes += static_cast<char>(codePoint);
  } else if (codePoint < 0x800) {
    bytes += static_cast<char>(0xC0 | (codePoint >> 6));
    continuation(0);
  } else if (codePoint < 0x10000) {
    bytes += static_cast<char>(0xE0 | (codePoint >> 12));
    continuation(6);
    continuation(0);
  } else {
    bytes += static_cast<char>(0xF0 | (codePoint >> 18));
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

// The code point of `u{...}` at the start of `text`, and the length of all of it; a length of 0 when it is malformed.
struct CodePoint {
  uint32_t value = 0;
  size_t length = 0;
};
CodePoint scanCodePoint(std::string_view text) {
  size_t close = text.find_first_of("}\"\n");
  if (!text.starts_with("u{") || close == text.npos || text[close] != '}')
    return {};
  std::string_view digits = text.substr(2, close - 2);
  uint64_t value = isDigits(digits, 16) ? parseDigits(digits, 16).value_or(UINT64_MAX) : UINT64_MAX;
  if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
    return {};
  return {static_cast<uint32_t>(value), close + 1};
}

constexpr std::string_view simpleEscapes = "tnr\"'\\";
constexpr std::string_view simpleMeanings = "\t\n\r\"'\\";

bool isHexPair(std::string_view text) { return text.size() >= 2 && digitValue(text[0]) < 16 && digitValue(text[1]) < 16; }

// The length of the escape whose text behind the backslash is `text`; 0 when it is none.
size_t escapeLength(std::string_view text) {
  if (isHexPair(text))
    return 2;
  if (!text.empty() && simpleEscapes.contains(text[0]))
    return 1;
  return scanCodePoint(text).length;
}

}  // namespace

StringEnd scanString(std::string_view source, size_t begin) {
  size_t position = begin + 1;
  while (position < source.size()) {
    uint8_t character = source[position];
    if (character == '"')
      return {position + 1};
    if (character == '\n' || character == '\r')
      break;
    if (character < 0x20 || character == 0x7F)
      return {0, "illegal control character in string literal", position};
    if (character == '\\') {
      size_t length = escapeLength(source.substr(position + 1));
      if (length == 0)
        return {0, "illegal escape", position};
      position += length;
    }
    ++position;
  }
  return {0, "unclosed string", begin};
}

void appendString(std::string_view literal, std::string &bytes) {
  std::string_view rest = literal.substr(1, literal.size() - 2);
  while (!rest.empty()) {
    size_t plain = std::min(rest.find('\\'), rest.size());
    bytes += rest.substr(0, plain);
    rest.remove_prefix(plain);
    if (rest.empty())
      break;
    rest.remove_prefix(1);
    size_t length = escapeLength(rest);
    if (isHexPair(rest))
      bytes += static_cast<char>(digitValue(rest[0]) << 4 | digitValue(rest[1]));
    else if (size_t simple = simpleEscapes.find(rest[0]); simple != rest.npos)
      bytes += simpleMeanings[simple];
    else
      appendUtf8(scanCodePoint(rest).value, bytes);
    rest.remove_prefix(length);
  }
}

}  // namespace wasmc::text

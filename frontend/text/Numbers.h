// Numeric literals, to the last bit (specification, 6.3.1 and 6.3.2).
#pragma once

#include "frontend/text/Token.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace wasmc::text {

// 0 to 15 for a hexadecimal digit, 255 for anything else.
constexpr uint8_t digitValue(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 255;
}

// Digits of the base with single underscores between them.
bool isDigits(std::string_view text, unsigned base);
// The value of such digits; nothing when it takes more than 64 bits.
std::optional<uint64_t> parseDigits(std::string_view digits, unsigned base);

// Natural, Integer or Float (of several that fit, the first); Reserved when the text is no number.
TokenKind classifyNumber(std::string_view text);

// The functions below take text that classifyNumber accepts as the kind in question, and yield nothing when the value is out of
// range.
std::optional<uint64_t> parseNatural(std::string_view text);
// From -2^(bits-1) to 2^bits - 1, as two's complement in the low `bits`; the others are 0.
std::optional<uint64_t> parseInteger(std::string_view text, unsigned bits);
// Any number; the nearest value, ties to even, as a bit pattern. A value that rounds to infinity is out of range.
std::optional<uint32_t> parseFloat32(std::string_view text);
std::optional<uint64_t> parseFloat64(std::string_view text);

}  // namespace wasmc::text

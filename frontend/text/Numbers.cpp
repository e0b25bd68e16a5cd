#include "frontend/text/Numbers.h"

#include <bit>
#include <charconv>
#include <limits>
#include <string>

namespace wasmc::text {
namespace {

bool takePrefix(std::string_view &text, std::string_view prefix) {
  if (!text.starts_with(prefix))
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

// A sign, if there is one; whether it is a minus.
bool takeSign(std::string_view &text) { return takePrefix(text, "-") || (takePrefix(text, "+"), false); }

// The parts of a finite float, without sign and `0x`; exponent and fraction may be empty.
struct FloatParts {
  unsigned base;
  std::string_view whole, fraction, exponent;  // the exponent with its sign
  bool isWellFormed;
};

FloatParts splitFloat(std::string_view text) {
  FloatParts parts{};
  parts.base = takePrefix(text, "0x") ? 16 : 10;
  size_t mark = text.find_first_of(parts.base == 16 ? "pP" : "eE");
  std::string_view mantissa = text.substr(0, mark);
  size_t point = mantissa.find('.');
  parts.whole = mantissa.substr(0, point);
  parts.isWellFormed = isDigits(parts.whole, parts.base);
  if (point != mantissa.npos) {
    parts.fraction = mantissa.substr(point + 1);
    parts.isWellFormed &= parts.fraction.empty() || isDigits(parts.fraction, parts.base);
  }
  if (mark != text.npos) {
    std::string_view digits = parts.exponent = text.substr(mark + 1);
    takeSign(digits);
    parts.isWellFormed &= isDigits(digits, 10);
  }
  return parts;
}

std::string withoutUnderscores(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  return digits;
}

// Whether from_chars, which reports both alike, found the magnitude too large and not too small: the place of the first digit
// that is not 0 and the exponent say so, as neither bound of a float's range is anywhere near 1.
bool isLarge(std::string_view whole, std::string_view fraction, std::string_view exponent, unsigned base) {
  constexpr int64_t huge = int64_t{1} << 60;
  bool isNegative = takeSign(exponent);
  int64_t scale = exponent.empty() ? 0 : static_cast<int64_t>(std::min<uint64_t>(parseDigits(exponent, 10).value_or(huge), huge));
  if (isNegative)
    scale = -scale;
  int64_t digitBits = base == 16 ? 4 : 1;
  size_t first = whole.find_first_not_of('0');
  int64_t place =
      first != whole.npos ? static_cast<int64_t>(whole.size() - first) : -static_cast<int64_t>(fraction.find_first_not_of('0'));
  return place * digitBits + scale > 0;
}

template <typename Float> std::optional<Float> parseFinite(std::string_view text) {
  FloatParts parts = splitFloat(text);
  std::string whole = withoutUnderscores(parts.whole);
  std::string fraction = withoutUnderscores(parts.fraction);
  if (whole.find_first_not_of('0') == whole.npos && fraction.find_first_not_of('0') == fraction.npos)
    return Float(0);
  std::string exponent = withoutUnderscores(parts.exponent);
  std::string plain = whole;
  if (!fraction.empty())
    plain.append(".").append(fraction);
  if (!exponent.empty())
    plain.append(parts.base == 16 ? "p" : "e").append(exponent);
  Float value = 0;
  auto format = parts.base == 16 ? std::chars_format::hex : std::chars_format::general;
  auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value, format);
  if (error == std::errc::result_out_of_range) {
    if (isLarge(whole, fraction, exponent, parts.base))
      return std::nullopt;
    return Float(0);
  }
  if (error != std::errc() || value > std::numeric_limits<Float>::max())
    return std::nullopt;
  return value;
}

template <typename Float, typename Bits> std::optional<Bits> parseFloat(std::string_view text) {
  constexpr unsigned mantissaBits = std::numeric_limits<Float>::digits - 1;
  constexpr Bits infinity = std::bit_cast<Bits>(std::numeric_limits<Float>::infinity());
  Bits sign = takeSign(text) ? Bits(1) << (sizeof(Bits) * 8 - 1) : 0;
  if (text == "inf")
    return sign | infinity;
  if (text == "nan")
    return sign | infinity | Bits(1) << (mantissaBits - 1);
  if (takePrefix(text, "nan:0x")) {
    std::optional<uint64_t> payload = parseDigits(text, 16);
    if (!payload || *payload == 0 || *payload >> mantissaBits)
      return std::nullopt;
    return sign | infinity | static_cast<Bits>(*payload);
  }
  std::optional<Float> value = parseFinite<Float>(text);
  if (!value)
    return std::nullopt;
  return sign | std::bit_cast<Bits>(*value);
}

}  // namespace

bool isDigits(std::string_view text, unsigned base) {
  bool wasDigit = false;
  for (char c : text) {
    bool isDigit = digitValue(c) < base;
    if (!isDigit && (c != '_' || !wasDigit))
      return false;
    wasDigit = isDigit;
  }
  return wasDigit;
}

std::optional<uint64_t> parseDigits(std::string_view digits, unsigned base) {
  uint64_t value = 0;
  for (char c : digits) {
    if (c == '_')
      continue;
    if (__builtin_mul_overflow(value, base, &value) || __builtin_add_overflow(value, digitValue(c), &value))
      return std::nullopt;
  }
  return value;
}

TokenKind classifyNumber(std::string_view text) {
  std::string_view magnitude = text;
  takeSign(magnitude);
  bool isSigned = magnitude.size() != text.size();
  std::string_view digits = magnitude;
  bool isHex = takePrefix(digits, "0x");
  if (isDigits(digits, isHex ? 16 : 10))
    return isSigned ? TokenKind::Integer : TokenKind::Natural;
  if (magnitude == "inf" || magnitude == "nan")
    return TokenKind::Float;
  if (takePrefix(magnitude, "nan:0x"))
    return isDigits(magnitude, 16) ? TokenKind::Float : TokenKind::Reserved;
  return splitFloat(magnitude).isWellFormed ? TokenKind::Float : TokenKind::Reserved;
}

std::optional<uint64_t> parseNatural(std::string_view text) {
  unsigned base = takePrefix(text, "0x") ? 16 : 10;
  return parseDigits(text, base);
}

std::optional<uint64_t> parseInteger(std::string_view text, unsigned bits) {
  bool isNegative = takeSign(text);
  std::optional<uint64_t> magnitude = parseNatural(text);
  uint64_t mask = UINT64_MAX >> (64 - bits);
  if (!magnitude || *magnitude > (isNegative ? uint64_t{1} << (bits - 1) : mask))
    return std::nullopt;
  return (isNegative ? -*magnitude : *magnitude) & mask;
}

std::optional<uint32_t> parseFloat32(std::string_view text) { return parseFloat<float, uint32_t>(text); }
std::optional<uint64_t> parseFloat64(std::string_view text) { return parseFloat<double, uint64_t>(text); }

}  // namespace wasmc::text

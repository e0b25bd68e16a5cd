#include "frontend/Reader.h"

#include "frontend/Utf8.h"

namespace wasmc {

namespace {

constexpr const char *unexpectedEnd = "unexpected end of section or function";

}  // namespace

void Reader::fail(uint64_t at, std::string message) {
  if (!error)
    error = Diagnostic{at, std::move(message)};
}

uint8_t Reader::failU8() {
  fail(unexpectedEnd);
  return 0;
}

std::optional<uint8_t> Reader::peek() const {
  if (error || atEnd())
    return std::nullopt;
  return bytes[position];
}

uint64_t Reader::unsignedLeb(unsigned width) {
  uint64_t start = offset();
  uint64_t value = 0;
  for (unsigned shift = 0; shift < width; shift += 7) {
    uint8_t byte = u8();
    if (error)
      return 0;
    if (width - shift < 7) {
      if (byte & 0x80)
        return fail(start, "integer representation too long"), 0;
      if (byte >> (width - shift))
        return fail(start, "integer too large"), 0;
    }
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (!(byte & 0x80))
      break;
  }
  return value;
}

int64_t Reader::signedLeb(unsigned width) {
  uint64_t start = offset();
  uint64_t value = 0;
  unsigned shift = 0;
  uint8_t byte = 0x80;
  while (shift < width && (byte & 0x80)) {
    byte = u8();
    if (error)
      return 0;
    if (width - shift < 7) {
      if (byte & 0x80)
        return fail(start, "integer representation too long"), 0;
      // The bits beyond the width must repeat the sign bit.
      uint8_t beyond = byte >> (width - shift - 1);
      uint8_t allOnes = 0x7F >> (width - shift - 1);
      if (beyond != 0 && beyond != allOnes)
        return fail(start, "integer too large"), 0;
    }
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    shift += 7;
  }
  if (shift < 64 && (byte & 0x40))
    value |= ~uint64_t{0} << shift;
  return static_cast<int64_t>(value);
}

uint32_t Reader::fixed32() {
  uint32_t value = 0;
  std::span<const uint8_t> raw = take(4);
  for (size_t i = 0; i < raw.size(); ++i)
    value |= static_cast<uint32_t>(raw[i]) << (8 * i);
  return value;
}

uint64_t Reader::fixed64() {
  uint64_t value = 0;
  std::span<const uint8_t> raw = take(8);
  for (size_t i = 0; i < raw.size(); ++i)
    value |= static_cast<uint64_t>(raw[i]) << (8 * i);
  return value;
}

std::span<const uint8_t> Reader::take(uint64_t count) {
  if (count > remaining())
    fail(unexpectedEnd);
  if (error)
    return {};
  std::span<const uint8_t> taken = bytes.subspan(position, count);
  position += count;
  return taken;
}

std::string_view Reader::name() {
  uint64_t start = offset();
  uint32_t length = u32();
  if (length > remaining())
    fail(start, "length out of bounds");
  uint64_t textStart = offset();
  std::span<const uint8_t> text = take(length);
  if (!isUtf8(text))
    fail(textStart, "malformed UTF-8 encoding");
  if (error)
    return {};
  return {reinterpret_cast<const char *>(text.data()), text.size()};
}

uint32_t Reader::count() {
  uint64_t start = offset();
  uint32_t value = u32();
  if (value > remaining())
    fail(start, unexpectedEnd);
  return error ? 0 : value;
}

}  // namespace wasmc

// A cursor over untrusted bytes. Every read is bounds-checked; the first error latches, and from then on each read yields zero
// or nothing, so that callers may test once after several reads. Source: specification, section 5.2 (values).
#pragma once

#include "frontend/Diagnostic.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wasmc {

class Reader {
public:
  // `origin` is the offset of bytes[0] within the input, for diagnostics. Borrows bytes.
  explicit Reader(std::span<const uint8_t> bytes, uint64_t origin = 0) : bytes(bytes), origin(origin), end(origin + bytes.size()) {}

  bool ok() const { return !error; }
  bool atEnd() const { return position == bytes.size(); }
  uint64_t offset() const { return origin + position; }
  uint64_t remaining() const { return bytes.size() - position; }

  // Where what is being read should end (a section, a body), by its declared size; else the end of the bytes. Reading does not
  // stop there: what is cut by a wrong size is malformed in its own way first, and its reader compares offsets in the end.
  uint64_t expectedEnd() const { return end; }
  void setExpectedEnd(uint64_t offset) { end = offset; }

  // The latched error; only when !ok().
  const Diagnostic &diagnostic() const { return *error; }
  // Latches an error at the given offset unless there is one already.
  void fail(uint64_t at, std::string message);
  void fail(std::string message) { fail(offset(), std::move(message)); }

  uint8_t u8() {
    if (position < bytes.size() && !error) [[likely]]
      return bytes[position++];
    return failU8();
  }
  // The next byte without consuming it; nothing at the end or after an error.
  std::optional<uint8_t> peek() const;

  // LEB128 of the given width; the encoding may be longer than needed, but not than ceil(width / 7) bytes.
  uint32_t u32() {
    if (isSingleByte()) [[likely]]
      return bytes[position++];
    return static_cast<uint32_t>(unsignedLeb(32));
  }
  uint64_t u64() { return isSingleByte() ? bytes[position++] : unsignedLeb(64); }
  int32_t s32() { return static_cast<int32_t>(isSingleByte() ? singleSigned() : signedLeb(32)); }
  int64_t s33() { return isSingleByte() ? singleSigned() : signedLeb(33); }
  int64_t s64() { return isSingleByte() ? singleSigned() : signedLeb(64); }

  // Little-endian, fixed width.
  uint32_t fixed32();
  uint64_t fixed64();

  // `count` bytes, borrowed; an empty span and an error when there are fewer.
  std::span<const uint8_t> take(uint64_t count);
  // A length-prefixed name, checked to be UTF-8; borrowed.
  std::string_view name();
  // A vector's length: an error when it exceeds the bytes left (each element takes one at least), so that it may size an
  // allocation.
  uint32_t count();

private:
  // Most numbers are one byte: those are read in place.
  bool isSingleByte() const { return position < bytes.size() && bytes[position] < 0x80 && !error; }
  int64_t singleSigned() { return static_cast<int64_t>(uint64_t{bytes[position++]} << 57) >> 57; }
  uint8_t failU8();
  uint64_t unsignedLeb(unsigned width);
  int64_t signedLeb(unsigned width);

  std::span<const uint8_t> bytes;
  uint64_t origin;
  uint64_t end;
  uint64_t position = 0;
  std::optional<Diagnostic> error;
};

}  // namespace wasmc

// Bytes under construction, with the places in the source that they come from. Source: specification, 5.2 (values).
#pragma once

#include "frontend/text/Assembler.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace wasmc::text {

struct Writer {
  std::vector<uint8_t> bytes;
  std::vector<SourceMap::Mark> marks;  // `binary` is an offset in `bytes`

  void u8(uint8_t value) { bytes.push_back(value); }
  void unsignedLeb(uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      u8(static_cast<uint8_t>(value) | 0x80);
    u8(static_cast<uint8_t>(value));
  }
  void signedLeb(int64_t value) {
    for (; value < -0x40 || value >= 0x40; value >>= 7)
      u8((static_cast<uint8_t>(value) & 0x7F) | 0x80);
    u8(static_cast<uint8_t>(value) & 0x7F);
  }
  // Little-endian.
  void fixed(uint64_t value, unsigned size) {
    for (unsigned i = 0; i < size; ++i)
      u8(static_cast<uint8_t>(value >> (8 * i)));
  }
  void raw(std::span<const uint8_t> data) { bytes.insert(bytes.end(), data.begin(), data.end()); }
  void raw(std::string_view data) { bytes.insert(bytes.end(), data.begin(), data.end()); }
  // With its length in front.
  void name(std::string_view text) {
    unsignedLeb(text.size());
    raw(text);
  }

  // What follows comes from this offset in the source.
  void mark(uint64_t source) { marks.push_back({static_cast<uint32_t>(bytes.size()), static_cast<uint32_t>(source)}); }
  void append(const Writer &other) {
    for (SourceMap::Mark mark : other.marks)
      marks.push_back({mark.binary + static_cast<uint32_t>(bytes.size()), mark.source});
    raw(other.bytes);
  }
  // With its length in front.
  void appendSized(const Writer &other) {
    unsignedLeb(other.bytes.size());
    append(other);
  }
};

}  // namespace wasmc::text

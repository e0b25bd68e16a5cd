#include "rt/traps/ReportText.h"

#include <stdint.h>

namespace wasmc::rt {

namespace {

// Length of the well-formed UTF-8 sequence that `text` begins with, and its code point; 0 when there is none. Source: Unicode 15,
// table 3-7.
size_t decodeUtf8(StringView text, uint32_t &codePoint) {
  auto byte = [&](size_t i) -> uint32_t { return static_cast<uint8_t>(text[i]); };
  uint32_t lead = byte(0);
  codePoint = lead;
  if (lead < 0x80)
    return 1;
  size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || length > text.size())
    return 0;
  codePoint = lead & (0x7f >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80)
      return 0;
    codePoint = codePoint << 6 | (byte(i) & 0x3f);
  }
  constexpr uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  bool isSurrogate = codePoint >= 0xd800 && codePoint < 0xe000;
  return codePoint >= smallest[length] && codePoint <= 0x10ffff && !isSurrogate ? length : 0;
}

bool isHarmless(uint32_t codePoint) {
  struct Range {
    uint32_t first, last;
  };
  // C0 and delete, C1, Arabic letter mark, zero-width and directional marks, line separators and bidirectional embeddings,
  // isolates and invisible operators, byte order mark, tags; and the backslash, so that escapes are unambiguous.
  constexpr Range harmful[] = {{0, 0x1f},        {'\\', '\\'},     {0x7f, 0x9f},     {0x61c, 0x61c},   {0x200b, 0x200f},
                               {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe0fff}};
  for (Range range : harmful) {
    if (codePoint >= range.first && codePoint <= range.last)
      return false;
  }
  return true;
}

}  // namespace

void ReportText::append(StringView text) {
  for (char c : text) {
    if (size < capacity)
      bytes[size++] = c;
  }
}

void ReportText::appendEscaped(StringView text, size_t limit) {
  size_t end = size + limit;
  while (!text.empty()) {
    uint32_t codePoint = 0;
    size_t length = decodeUtf8(text, codePoint);
    bool asIs = length != 0 && isHarmless(codePoint);
    uint8_t byte = static_cast<uint8_t>(text[0]);
    const char escape[] = {'\\', 'x', "0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
    StringView shown = asIs ? text.substr(0, length) : StringView(escape, sizeof escape);
    if (size + shown.size() > end)
      return append("...");
    append(shown);
    text = text.substr(asIs ? length : 1);
  }
}

}  // namespace wasmc::rt

#include "rt/traps/ReportText.h"

#include "rt/core/Utf8.h"

#include <stdint.h>

namespace wasmc::rt {

namespace {

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

StringView takeEscaped(StringView &text, char (&escape)[4]) {
  uint32_t codePoint = 0;
  size_t length = decodeUtf8(text, codePoint);
  StringView first = text.substr(0, length);
  if (length != 0 && isHarmless(codePoint)) {
    text = text.substr(length);
    return first;
  }
  auto byte = static_cast<uint8_t>(text[0]);
  text = text.substr(1);
  constexpr char digits[] = "0123456789abcdef";
  escape[0] = '\\';
  escape[1] = 'x';
  escape[2] = digits[byte >> 4];
  escape[3] = digits[byte & 15];
  return {escape, sizeof escape};
}

void ReportText::append(StringView text) {
  for (char c : text) {
    if (size < capacity)
      bytes[size++] = c;
  }
}

void ReportText::appendEscaped(StringView text, size_t limit) {
  size_t end = size + limit;
  while (!text.empty()) {
    char escape[4];
    StringView shown = takeEscaped(text, escape);
    if (size + shown.size() > end)
      return append("...");
    append(shown);
  }
}

}  // namespace wasmc::rt

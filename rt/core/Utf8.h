// UTF-8 as it comes from a guest: perhaps none.
#pragma once

#include "rt/core/StringView.h"

#include <stdint.h>

namespace wasmc::rt {

// Length of the well-formed UTF-8 sequence that `text` begins with, and its code point; 0 when there is none. `text` is not empty.
// Source: Unicode 15, table 3-7.
inline size_t decodeUtf8(StringView text, uint32_t &codePoint) {
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

}  // namespace wasmc::rt

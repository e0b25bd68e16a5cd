#include "frontend/Utf8.h"

namespace wasmc {
namespace {

// How many bytes the UTF-8 sequence at the start of `bytes` has; 0 when it is malformed: overlong, a surrogate, above U+10FFFF
// or cut short.
size_t sequenceLength(std::span<const uint8_t> bytes) {
  uint8_t lead = bytes[0];
  if (lead < 0x80)
    return 1;
  size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (length == 0 || bytes.size() < length)
    return 0;
  uint8_t lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (bytes[1] < lowest || bytes[1] > highest)
    return 0;
  for (size_t i = 2; i < length; ++i)
    if ((bytes[i] & 0xC0) != 0x80)
      return 0;
  return length;
}

}  // namespace

size_t utf8Prefix(std::span<const uint8_t> bytes) {
  size_t position = 0;
  while (position < bytes.size()) {
    size_t length = sequenceLength(bytes.subspan(position));
    if (length == 0)
      break;
    position += length;
  }
  return position;
}

}  // namespace wasmc

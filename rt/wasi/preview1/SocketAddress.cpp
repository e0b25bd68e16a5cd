#include "rt/wasi/preview1/SocketAddress.h"

#include "rt/core/MemoryFunctions.h"

namespace wasmc::rt::wasi {

namespace {

int digitOf(char c, int base) {
  int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : base;
  return digit < base ? digit : -1;
}

// Removes a number of one to `maxDigits` digits from the front of `text`.
bool takeNumber(StringView &text, int base, size_t maxDigits, uint32_t &value) {
  size_t length = 0;
  value = 0;
  while (length < text.size() && digitOf(text[length], base) >= 0) {
    if (length == maxDigits)
      return false;
    value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digitOf(text[length++], base));
  }
  text = text.substr(length);
  return length > 0;
}

bool takeCharacter(StringView &text, char c) {
  if (text.empty() || text[0] != c)
    return false;
  text = text.substr(1);
  return true;
}

// All of `text`, to 4 bytes, which are not touched otherwise. A leading zero is refused: some take such a number for octal.
bool parseIpv4(StringView text, uint8_t *to) {
  uint8_t bytes[4];
  for (int i = 0; i < 4; ++i) {
    if (i > 0 && !takeCharacter(text, '.'))
      return false;
    size_t maxDigits = text.startsWith("0") ? 1 : 3;
    uint32_t value;
    if (!takeNumber(text, 10, maxDigits, value) || value > 255)
      return false;
    bytes[i] = static_cast<uint8_t>(value);
  }
  if (text.empty())
    memcpy(to, bytes, sizeof bytes);
  return text.empty();
}

// The groups of an IPv6 address up to its end or `::`; their bytes are appended to `to`, which has room for 16.
bool takeGroups(StringView &text, uint8_t *to, size_t &size) {
  for (size = 0; !text.empty() && !text.startsWith("::");) {
    if (size > 0 && !takeCharacter(text, ':'))
      return false;
    if (size + 4 <= 16 && parseIpv4(text, to + size)) {
      size += 4;
      text = {};
      return true;
    }
    uint32_t group;
    if (size == 16 || !takeNumber(text, 16, 4, group))
      return false;
    to[size++] = static_cast<uint8_t>(group >> 8);
    to[size++] = static_cast<uint8_t>(group);
  }
  return true;
}

bool parseIpv6(StringView text, uint8_t *to) {
  uint8_t head[16], tail[16];
  size_t headSize, tailSize = 0;
  if (!takeGroups(text, head, headSize))
    return false;
  bool abbreviated = text.startsWith("::");
  if (abbreviated) {
    text = text.substr(2);
    if (!takeGroups(text, tail, tailSize) || !text.empty())
      return false;
  }
  if (abbreviated ? headSize + tailSize > 14 : headSize != 16)
    return false;
  memset(to, 0, 16);
  memcpy(to, head, headSize);
  memcpy(to + 16 - tailSize, tail, tailSize);
  return true;
}

}  // namespace

bool SocketAddress::parse(StringView host, uint16_t port) {
  *this = {};
  bool isIpv4 = parseIpv4(host == "localhost" ? StringView("127.0.0.1") : host, bytes + 4);
  if (!isIpv4 && !parseIpv6(host, bytes + 8))
    return false;
  family = isIpv4 ? internet : internet6;
  size = isIpv4 ? 16 : 28;
  memcpy(bytes, &family, sizeof family);
  bytes[2] = static_cast<uint8_t>(port >> 8);
  bytes[3] = static_cast<uint8_t>(port);
  return true;
}

}  // namespace wasmc::rt::wasi

// A fast LZ codec: literals and matches in a byte stream, found through a hash table; compresses and decompresses.
#include "text.h"

enum { size = WORK(1 << 20, 1 << 14), hashBits = 14, shortestMatch = 4, window = 65535 };

static uint32_t read32(const uint8_t *at) {
  uint32_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

static uint8_t *putLength(uint8_t *to, size_t length) {
  for (; length >= 255; length -= 255)
    *to++ = 255;
  *to++ = (uint8_t)length;
  return to;
}

// One sequence: a token with both lengths, literals, and (but at the end) the distance of a match.
static uint8_t *putSequence(uint8_t *to, const uint8_t *literals, size_t count, size_t match, size_t distance) {
  uint8_t *token = to++;
  size_t extra = match ? match - shortestMatch : 0;
  *token = (uint8_t)((count < 15 ? count : 15) << 4 | (extra < 15 ? extra : 15));
  if (count >= 15)
    to = putLength(to, count - 15);
  memcpy(to, literals, count);
  to += count;
  *to++ = (uint8_t)distance;
  *to++ = (uint8_t)(distance >> 8);
  return match && extra >= 15 ? putLength(to, extra - 15) : to;
}

static size_t compress(const uint8_t *from, uint8_t *to) {
  static uint32_t table[1 << hashBits];
  memset(table, 0, sizeof table);
  uint8_t *start = to;
  size_t anchor = 0, at = 1;
  while (at + 12 < size) {
    uint32_t hash = read32(from + at) * 2654435761u >> (32 - hashBits);
    size_t candidate = table[hash];
    table[hash] = (uint32_t)at;
    if (at - candidate > window || read32(from + candidate) != read32(from + at)) {
      ++at;
      continue;
    }
    size_t length = shortestMatch;
    while (at + length < size && from[candidate + length] == from[at + length])
      ++length;
    to = putSequence(to, from + anchor, at - anchor, length, at - candidate);
    anchor = at += length;
  }
  return (size_t)(putSequence(to, from + anchor, size - anchor, 0, 0) - start);
}

static const uint8_t *getLength(const uint8_t *from, size_t *length) {
  uint8_t byte;
  do
    *length += byte = *from++;
  while (byte == 255);
  return from;
}

static size_t decompress(const uint8_t *from, size_t compressed, uint8_t *to) {
  const uint8_t *end = from + compressed;
  size_t at = 0;
  while (from < end) {
    uint8_t token = *from++;
    size_t count = token >> 4, match = token & 15;
    if (count == 15)
      from = getLength(from, &count);
    memcpy(to + at, from, count);
    at += count;
    from += count;
    size_t distance = from[0] | (size_t)from[1] << 8;
    from += 2;
    if (distance == 0)
      break;
    if (match == 15)
      from = getLength(from, &match);
    for (size_t i = 0; i < match + shortestMatch; ++i, ++at)
      to[at] = to[at - distance];
  }
  return at;
}

int main(void) {
  uint8_t *text = allocate(size), *packed = allocate(size * 2), *unpacked = allocate(size);
  uint32_t sum = 0;
  for (uint32_t round = 0; round < WORK(7, 2); ++round) {
    inventText(text, size, 11 + round);
    for (int repeat = 0; repeat < WORK(3, 1); ++repeat) {
      size_t length = compress(text, packed);
      if (decompress(packed, length, unpacked) != size || memcmp(text, unpacked, size) != 0) {
        puts("differs");
        return 1;
      }
      sum = sum * 31 + checksum(packed, length) + (uint32_t)length;
    }
  }
  printf("%08x\n", sum);
  return 0;
}

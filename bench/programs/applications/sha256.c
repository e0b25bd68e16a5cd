// SHA-256 (FIPS 180-4) of messages of 1 KB, each the former with its digest put in.
#include "application.h"

static uint32_t rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

// The first 32 bits of the fractional parts of the square (or cube) roots of the primes, found by integer bisection.
static uint32_t fractionOfRoot(uint32_t prime, int power) {
  uint64_t low = 0, high = 1ull << 36;
  while (high - low > 1) {
    uint64_t middle = (low + high) / 2;
    // middle has 32 fractional bits, hence its power 32 * power.
    unsigned __int128 raised = (unsigned __int128)middle * middle * (power == 3 ? middle : 1);
    *(raised <= (unsigned __int128)prime << 32 * power ? &low : &high) = middle;
  }
  return (uint32_t)low;
}

static uint32_t initial[8], constants[64];

static void prepare(void) {
  int count = 0;
  for (uint32_t candidate = 2; count < 64; ++candidate) {
    uint32_t divisor = 2;
    while (candidate % divisor)
      ++divisor;
    if (divisor != candidate)
      continue;
    if (count < 8)
      initial[count] = fractionOfRoot(candidate, 2);
    constants[count++] = fractionOfRoot(candidate, 3);
  }
}

static void compress(uint32_t state[8], const uint8_t block[64]) {
  uint32_t w[64], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (int i = 0; i < 16; ++i)
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  for (int i = 16; i < 64; ++i) {
    uint32_t early = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t late = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + early + w[i - 7] + late;
  }
  for (int i = 0; i < 64; ++i) {
    uint32_t one = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i];
    uint32_t two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + one;
    d = c;
    c = b;
    b = a;
    a = one + two;
  }
  uint32_t sums[8] = {a, b, c, d, e, f, g, h};
  for (int i = 0; i < 8; ++i)
    state[i] += sums[i];
}

// The size is a multiple of 64 bytes, so that the padding is a block of its own.
static void sha256(const uint8_t *message, size_t size, uint32_t digest[8]) {
  uint8_t padding[64] = {0x80};
  memcpy(digest, initial, sizeof initial);
  for (size_t at = 0; at < size; at += 64)
    compress(digest, message + at);
  for (int i = 0; i < 8; ++i)
    padding[56 + i] = (uint8_t)((uint64_t)size * 8 >> (56 - 8 * i));
  compress(digest, padding);
}

int main(void) {
  static uint8_t message[1024];
  uint32_t digest[8];
  prepare();
  for (int i = 0; i < WORK(18000, 100); ++i) {
    sha256(message, sizeof message, digest);
    memcpy(message + i % 32 * 32, digest, sizeof digest);
  }
  for (int i = 0; i < 8; ++i)
    printf("%08x", digest[i]);
  puts("");
  return 0;
}

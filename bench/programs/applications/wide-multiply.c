// Wide multiplication as in Curve25519: a field of 255 bits in five limbs of 51, powers and inverses with 128-bit products.
#include "application.h"

typedef unsigned __int128 Wide;
typedef struct {
  uint64_t limb[5];
} Field;

static const uint64_t mask = (1ull << 51) - 1;

static Field carry(Wide sums[5]) {
  Field result;
  for (int i = 0; i < 4; ++i)
    sums[i + 1] += sums[i] >> 51;
  for (int i = 0; i < 5; ++i)
    result.limb[i] = (uint64_t)sums[i] & mask;
  // 2^255 is 19 in this field.
  result.limb[0] += (uint64_t)(sums[4] >> 51) * 19;
  result.limb[1] += result.limb[0] >> 51;
  result.limb[0] &= mask;
  return result;
}

static Field multiply(const Field *a, const Field *b) {
  Wide sums[5];
  for (int i = 0; i < 5; ++i) {
    sums[i] = 0;
    for (int j = 0; j < 5; ++j) {
      int k = i - j;
      sums[i] += (Wide)a->limb[j] * (k >= 0 ? b->limb[k] : 19 * b->limb[k + 5]);
    }
  }
  return carry(sums);
}

static Field power(Field base, const uint8_t exponent[32]) {
  Field result = {{1}};
  for (int bit = 255; bit-- > 0;) {
    result = multiply(&result, &result);
    if (exponent[bit / 8] >> bit % 8 & 1)
      result = multiply(&result, &base);
  }
  return result;
}

// By Fermat: x to the power of 2^255 - 21.
static Field invert(Field x) {
  uint8_t exponent[32];
  memset(exponent, 0xff, sizeof exponent);
  exponent[0] = 0xeb;
  exponent[31] = 0x7f;
  return power(x, exponent);
}

// The one representation below 2^255 - 19.
static void canonical(Field *x) {
  for (int pass = 0; pass < 3; ++pass) {
    uint64_t over = 0;
    for (int i = 0; i < 5; ++i) {
      x->limb[i] += over;
      over = x->limb[i] >> 51;
      x->limb[i] &= mask;
    }
    x->limb[0] += 19 * over;
  }
  if (x->limb[0] >= mask - 18 && (x->limb[1] & x->limb[2] & x->limb[3] & x->limb[4]) == mask)
    *x = (Field){{x->limb[0] - (mask - 18)}};
}

int main(void) {
  Field x = {{9, 1, 2, 3, 4}};
  for (int i = 0; i < WORK(14000, 20); ++i) {
    Field inverse = invert(x), one = multiply(&x, &inverse);
    canonical(&one);
    if (one.limb[0] != 1 || (one.limb[1] | one.limb[2] | one.limb[3] | one.limb[4])) {
      puts("not an inverse");
      return 1;
    }
    inverse.limb[0] += (uint64_t)i;
    x = inverse;
  }
  canonical(&x);
  for (int i = 5; i-- > 0;)
    printf("%013llx", (unsigned long long)x.limb[i]);
  puts("");
  return 0;
}

// Fast Fourier transform, radix 2, in place, forth and back.
#include <math.h>

#include "application.h"

enum { bits = WORK(16, 8), size = 1 << bits };

typedef struct {
  double re, im;
} Complex;

static Complex root[size / 2];

// The roots of unity by halving angles, with square roots only: libraries round sines differently.
static void makeRoots(void) {
  root[0] = (Complex){1, 0};
  Complex half = {-1, 0};
  for (int step = size / 2; step >= 1; step /= 2) {
    for (int i = step; i < size / 2; i += 2 * step) {
      Complex from = root[i - step];
      root[i] = (Complex){from.re * half.re - from.im * half.im, from.re * half.im + from.im * half.re};
    }
    half = half.re == -1 ? (Complex){0, 1} : (Complex){sqrt((1 + half.re) / 2), half.im / (2 * sqrt((1 + half.re) / 2))};
  }
}

static void reverseBits(Complex *values) {
  for (int i = 0, j = 0; i < size; ++i) {
    if (i < j) {
      Complex kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    int bit = size / 2;
    for (; j & bit; bit /= 2)
      j ^= bit;
    j |= bit;
  }
}

static void transform(Complex *values, double direction) {
  reverseBits(values);
  for (int half = 1; half < size; half *= 2) {
    for (int from = 0; from < size; from += 2 * half) {
      for (int i = 0; i < half; ++i) {
        Complex w = root[i * (size / 2 / half)], *upper = &values[from + i], *lower = upper + half;
        w.im *= direction;
        Complex turned = {lower->re * w.re - lower->im * w.im, lower->re * w.im + lower->im * w.re};
        *lower = (Complex){upper->re - turned.re, upper->im - turned.im};
        *upper = (Complex){upper->re + turned.re, upper->im + turned.im};
      }
    }
  }
}

int main(void) {
  Complex *values = allocate(size * sizeof *values);
  uint64_t state = 1;
  makeRoots();
  for (int i = 0; i < size; ++i)
    values[i] = (Complex){nextRandom(&state) % 1000 / 1000.0, 0};
  for (int round = 0; round < WORK(60, 2); ++round) {
    transform(values, 1);
    for (int i = 0; i < size; ++i)
      values[i].re *= i % 3 ? 1 : 0.99;
    transform(values, -1);
    for (int i = 0; i < size; ++i)
      values[i] = (Complex){values[i].re / size, values[i].im / size};
  }
  printf("%08x\n", checksum(values, size * sizeof *values));
  return 0;
}

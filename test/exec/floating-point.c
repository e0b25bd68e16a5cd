// Floating point to the last digit: printing, parsing, rounding, special values, conversions, and a few numerical methods.
// RUN: %native-clang %s -lm -o %t.native && %wasi-clang %s -o %t.wasm
// RUN: %everywhere --work %t.d --native %t.native %t.wasm
// REQUIRES: wasi-libc
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Keeps the compilers from computing the answers themselves.
static double opaque(double value) {
  volatile double kept = value;
  return kept;
}

static uint64_t bits(double value) {
  uint64_t result;
  memcpy(&result, &value, sizeof result);
  return result;
}

static void printValues(void) {
  const double values[] = {0.0, -0.0, 0.1, 1.0 / 3, 1e21, 123456789.125, DBL_MIN, DBL_MAX, DBL_TRUE_MIN, INFINITY, -INFINITY};
  for (size_t i = 0; i < sizeof values / sizeof *values; ++i) {
    double value = opaque(values[i]);
    printf("%.17g %e %.3f %016" PRIx64 "\n", value, value, fabs(value) < 1e30 ? value : 0, bits(value));
  }
}

static void roundings(void) {
  for (double value = -2.5; value <= 2.5; value += 0.25) {
    double x = opaque(value);
    printf("%5.2f: %g %g %g %g %g %ld\n", x, floor(x), ceil(x), trunc(x), rint(x), round(x), lrint(x));
  }
}

static void specialValues(void) {
  double nan = opaque(NAN), zero = opaque(0.0), inf = opaque(INFINITY);
  printf("%d %d %d %d\n", nan == nan, nan < zero, isnan(inf - inf), isnan(zero / zero));
  printf("%g %g %g\n", 1 / zero, 1 / opaque(-0.0), copysign(1.0, opaque(-0.0)));
  printf("%g %g %g %g\n", fmin(zero, nan), fmax(nan, 3), fmin(opaque(-0.0), opaque(-1.0)), sqrt(opaque(2.0)));
  float narrow = (float)opaque(16777217.0);
  printf("%.9g %.9g %.17g\n", narrow, (float)opaque(1e-40), (double)(float)opaque(0.1));
}

static void conversions(void) {
  const char *texts[] = {"3.14159", "1e308", "-0x1.8p3", "inf", "1e-320", "0.1e1x", "9007199254740993"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; ++i) {
    char *end;
    double value = strtod(texts[i], &end);
    printf("%s -> %.17g rest '%s'\n", texts[i], value, end);
  }
  printf("%d %u %" PRId64 " %" PRIu64 "\n", (int)opaque(-1234.9), (unsigned)opaque(4294967295.0), (int64_t)opaque(-9e18),
         (uint64_t)opaque(1.8e19));
  uint64_t large = bits(opaque(-1));
  printf("%.17g %.17g %.9g\n", (double)large, (double)(int64_t)large, (float)bits(opaque(2)));
}

// Newton's method, a sum with compensation, and the logistic map: every rounding shows in the last digits.
static void numerics(void) {
  double root = opaque(10);
  for (int i = 0; i < 20; ++i)
    root = root - (root * root * root - 20) / (3 * root * root);
  double sum = 0, lost = 0;
  for (int i = 1; i <= 100000; ++i) {
    double term = 1 / opaque(i) - lost, next = sum + term;
    lost = (next - sum) - term;
    sum = next;
  }
  double chaos = opaque(0.3);
  for (int i = 0; i < 1000; ++i)
    chaos = 3.9 * chaos * (1 - chaos);
  float single = 0;
  for (int i = 1; i < 5000; ++i)
    single += 1.0f / (float)opaque(i);
  printf("%.17g %.17g %.17g %.9g\n", root, sum, chaos, single);
}

int main(void) {
  printValues();
  roundings();
  specialValues();
  conversions();
  numerics();
  return 0;
}

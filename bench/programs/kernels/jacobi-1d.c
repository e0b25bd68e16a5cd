// A three-point stencil from one line to another and back.
#include "kernel.h"

enum { n = WORK(4000, 100), steps = WORK(48000, 20) };

static void step(const double from[n], double to[n]) {
  for (int i = 1; i < n - 1; ++i)
    to[i] = 0.33333 * (from[i - 1] + from[i] + from[i + 1]);
}

int main(void) {
  double *a = noise(n, 1), *b = noise(n, 2);
  for (int t = 0; t < steps; ++t) {
    step(a, b);
    step(b, a);
  }
  report(a, n);
  return 0;
}

// A five-point stencil from one grid to another and back.
#include "kernel.h"

enum { n = WORK(360, 30), steps = WORK(900, 5) };

static void step(double from[n][n], double to[n][n]) {
  for (int i = 1; i < n - 1; ++i)
    for (int j = 1; j < n - 1; ++j)
      to[i][j] = 0.2 * (from[i][j] + from[i][j - 1] + from[i][j + 1] + from[i + 1][j] + from[i - 1][j]);
}

int main(void) {
  double (*a)[n] = NOISE_MATRIX(n, n, 1), (*b)[n] = NOISE_MATRIX(n, n, 2);
  for (int t = 0; t < steps; ++t) {
    step(a, b);
    step(b, a);
  }
  report(a[0], (size_t)n * n);
  return 0;
}

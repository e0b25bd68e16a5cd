// A nine-point stencil in place: each value needs the one before it.
#include "kernel.h"

enum { n = WORK(400, 30), steps = WORK(120, 4) };

static void step(double a[n][n]) {
  for (int i = 1; i < n - 1; ++i)
    for (int j = 1; j < n - 1; ++j)
      a[i][j] = (a[i - 1][j - 1] + a[i - 1][j] + a[i - 1][j + 1] + a[i][j - 1] + a[i][j] + a[i][j + 1] + a[i + 1][j - 1] +
                 a[i + 1][j] + a[i + 1][j + 1]) /
                9;
}

int main(void) {
  double (*a)[n] = NOISE_MATRIX(n, n, 1);
  for (int t = 0; t < steps; ++t)
    step(a);
  report(a[0], (size_t)n * n);
  return 0;
}

// y = alpha A x + beta B x: two dot products side by side.
#include "kernel.h"

enum { n = WORK(1500, 40), rounds = WORK(45, 2) };

static void gesummv(double alpha, double beta, double a[n][n], double b[n][n], const double x[n], double y[n]) {
  for (int i = 0; i < n; ++i) {
    double left = 0, right = 0;
    for (int j = 0; j < n; ++j) {
      left += a[i][j] * x[j];
      right += b[i][j] * x[j];
    }
    y[i] = alpha * left + beta * right;
  }
}

int main(void) {
  double (*a)[n] = NOISE_MATRIX(n, n, 1), (*b)[n] = NOISE_MATRIX(n, n, 2), *x = noise(n, 3), *y = zeroed(n * sizeof(double));
  for (int round = 0; round < rounds; ++round) {
    gesummv(1.5, 1.2, a, b, x, y);
    for (int j = 0; j < n; ++j)
      x[j] = y[j] / (2 * n);
  }
  report(y, n);
  return 0;
}

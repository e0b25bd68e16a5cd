// C = alpha (A B' + B A') + beta C, the lower triangle only.
#include "kernel.h"

enum { n = WORK(660, 24), depth = WORK(560, 20) };

static void syr2k(double alpha, double beta, double c[n][n], double a[n][depth], double b[n][depth]) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j)
      c[i][j] *= beta;
    for (int k = 0; k < depth; ++k)
      for (int j = 0; j <= i; ++j)
        c[i][j] += a[j][k] * alpha * b[i][k] + b[j][k] * alpha * a[i][k];
  }
}

int main(void) {
  double (*a)[depth] = NOISE_MATRIX(n, depth, 1), (*b)[depth] = NOISE_MATRIX(n, depth, 2), (*c)[n] = NOISE_MATRIX(n, n, 3);
  syr2k(1.5, 1.2, c, a, b);
  report(c[0], (size_t)n * n);
  return 0;
}

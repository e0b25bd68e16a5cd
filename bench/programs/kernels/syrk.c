// C = alpha A A' + beta C, the lower triangle only.
#include "kernel.h"

enum { n = WORK(860, 24), depth = WORK(740, 20) };

static void syrk(double alpha, double beta, double c[n][n], double a[n][depth]) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j)
      c[i][j] *= beta;
    for (int k = 0; k < depth; ++k)
      for (int j = 0; j <= i; ++j)
        c[i][j] += alpha * a[i][k] * a[j][k];
  }
}

int main(void) {
  double (*a)[depth] = NOISE_MATRIX(n, depth, 1), (*c)[n] = NOISE_MATRIX(n, n, 2);
  syrk(1.5, 1.2, c, a);
  report(c[0], (size_t)n * n);
  return 0;
}

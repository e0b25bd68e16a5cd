// Solves L x = b for a lower triangular L, by forward substitution.
#include "kernel.h"

enum { n = WORK(2000, 40), rounds = WORK(40, 2) };

static void trisolv(double l[n][n], double x[n], const double b[n]) {
  for (int i = 0; i < n; ++i) {
    x[i] = b[i];
    for (int j = 0; j < i; ++j)
      x[i] -= l[i][j] * x[j];
    x[i] /= l[i][i];
  }
}

int main(void) {
  double (*l)[n] = (double (*)[n])positiveDefinite(n, 1), *b = noise(n, 2), *x = zeroed(n * sizeof(double));
  for (int round = 0; round < rounds; ++round) {
    trisolv(l, x, b);
    for (int i = 0; i < n; ++i)
      b[i] = x[i] * n;
  }
  report(x, n);
  return 0;
}

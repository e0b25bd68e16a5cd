// x += A y and z += A'w: the second walks the matrix by columns.
#include "kernel.h"

enum { n = WORK(1600, 40), rounds = WORK(22, 2) };

static void mvt(double x[n], double z[n], const double y[n], const double w[n], double a[n][n]) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      x[i] += a[i][j] * y[j];
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      z[i] += a[j][i] * w[j];
}

int main(void) {
  double (*a)[n] = NOISE_MATRIX(n, n, 1), *x = noise(n, 2), *z = noise(n, 3), *y = noise(n, 4), *w = noise(n, 5);
  for (int round = 0; round < rounds; ++round)
    mvt(x, z, y, w, a);
  report(x, n);
  report(z, n);
  return 0;
}

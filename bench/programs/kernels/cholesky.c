// A = L L' in place, for a symmetric positive definite A.
#include <math.h>

#include "kernel.h"

enum { n = WORK(1000, 30) };

static void cholesky(double a[n][n]) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < i; ++j) {
      for (int k = 0; k < j; ++k)
        a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
    for (int k = 0; k < i; ++k)
      a[i][i] -= a[i][k] * a[i][k];
    a[i][i] = sqrt(a[i][i]);
  }
}

int main(void) {
  double (*a)[n] = (double (*)[n])positiveDefinite(n, 1);
  cholesky(a);
  report(a[0], (size_t)n * n);
  return 0;
}

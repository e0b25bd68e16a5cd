// Solves A x = b: an LU decomposition with sums in a scalar, then forward and back substitution.
#include "kernel.h"

enum { n = WORK(840, 30) };

static void decompose(double a[n][n]) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      double value = a[i][j];
      for (int k = 0; k < (j < i ? j : i); ++k)
        value -= a[i][k] * a[k][j];
      a[i][j] = j < i ? value / a[j][j] : value;
    }
  }
}

static void substitute(double a[n][n], const double b[n], double x[n], double y[n]) {
  for (int i = 0; i < n; ++i) {
    double value = b[i];
    for (int j = 0; j < i; ++j)
      value -= a[i][j] * y[j];
    y[i] = value;
  }
  for (int i = n - 1; i >= 0; --i) {
    double value = y[i];
    for (int j = i + 1; j < n; ++j)
      value -= a[i][j] * x[j];
    x[i] = value / a[i][i];
  }
}

int main(void) {
  double (*a)[n] = (double (*)[n])positiveDefinite(n, 1), *b = noise(n, 2);
  double *x = zeroed(n * sizeof(double)), *y = zeroed(n * sizeof(double));
  decompose(a);
  substitute(a, b, x, y);
  report(x, n);
  return 0;
}

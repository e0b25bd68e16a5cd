// A = L U in place, without pivoting, by dot products.
#include "kernel.h"

enum { n = WORK(840, 30) };

static void lu(double a[n][n]) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < i; ++j) {
      for (int k = 0; k < j; ++k)
        a[i][j] -= a[i][k] * a[k][j];
      a[i][j] /= a[j][j];
    }
    for (int j = i; j < n; ++j)
      for (int k = 0; k < i; ++k)
        a[i][j] -= a[i][k] * a[k][j];
  }
}

int main(void) {
  double (*a)[n] = (double (*)[n])positiveDefinite(n, 1);
  lu(a);
  report(a[0], (size_t)n * n);
  return 0;
}

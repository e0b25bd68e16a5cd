// D = alpha A B C + beta D: two matrix products, each element a dot product.
#include "kernel.h"

enum { n = WORK(440, 24) };

static void twoProducts(double alpha, double beta, double product[n][n], double a[n][n], double b[n][n], double c[n][n],
                        double d[n][n]) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      product[i][j] = 0;
      for (int k = 0; k < n; ++k)
        product[i][j] += alpha * a[i][k] * b[k][j];
    }
  }
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      d[i][j] *= beta;
      for (int k = 0; k < n; ++k)
        d[i][j] += product[i][k] * c[k][j];
    }
  }
}

int main(void) {
  double (*a)[n] = NOISE_MATRIX(n, n, 1), (*b)[n] = NOISE_MATRIX(n, n, 2), (*c)[n] = NOISE_MATRIX(n, n, 3);
  double (*d)[n] = NOISE_MATRIX(n, n, 4), (*product)[n] = ZERO_MATRIX(n, n);
  twoProducts(1.5, 1.2, product, a, b, c, d);
  report(d[0], (size_t)n * n);
  return 0;
}

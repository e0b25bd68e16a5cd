// G = (A B)(C D): three matrix products of different shapes.
#include "kernel.h"

enum { n1 = WORK(360, 16), n2 = WORK(380, 18), n3 = WORK(400, 20), n4 = WORK(420, 22), n5 = WORK(440, 24) };

#define PRODUCT(result, left, right, rows, depth, columns) \
  for (int i = 0; i < rows; ++i) {                         \
    for (int j = 0; j < columns; ++j) {                    \
      result[i][j] = 0;                                    \
      for (int k = 0; k < depth; ++k)                      \
        result[i][j] += left[i][k] * right[k][j];          \
    }                                                      \
  }

static void threeProducts(double ab[n1][n3], double cd[n3][n5], double abcd[n1][n5], double a[n1][n2], double b[n2][n3],
                          double c[n3][n4], double d[n4][n5]) {
  PRODUCT(ab, a, b, n1, n2, n3)
  PRODUCT(cd, c, d, n3, n4, n5)
  PRODUCT(abcd, ab, cd, n1, n3, n5)
}

int main(void) {
  double (*a)[n2] = NOISE_MATRIX(n1, n2, 1), (*b)[n3] = NOISE_MATRIX(n2, n3, 2), (*c)[n4] = NOISE_MATRIX(n3, n4, 3);
  double (*d)[n5] = NOISE_MATRIX(n4, n5, 4), (*ab)[n3] = ZERO_MATRIX(n1, n3), (*cd)[n5] = ZERO_MATRIX(n3, n5);
  double (*abcd)[n5] = ZERO_MATRIX(n1, n5);
  threeProducts(ab, cd, abcd, a, b, c, d);
  report(abcd[0], (size_t)n1 * n5);
  return 0;
}

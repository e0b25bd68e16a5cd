// C = alpha A B + beta C: the matrix product.
#include "kernel.h"

enum { rows = WORK(900, 20), columns = WORK(960, 25), depth = WORK(920, 30) };

static void gemm(double alpha, double beta, double c[rows][columns], double a[rows][depth], double b[depth][columns]) {
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j)
      c[i][j] *= beta;
    for (int k = 0; k < depth; ++k)
      for (int j = 0; j < columns; ++j)
        c[i][j] += alpha * a[i][k] * b[k][j];
  }
}

int main(void) {
  double (*a)[depth] = NOISE_MATRIX(rows, depth, 1), (*b)[columns] = NOISE_MATRIX(depth, columns, 2);
  double (*c)[columns] = NOISE_MATRIX(rows, columns, 3);
  gemm(1.5, 1.2, c, a, b);
  report(c[0], (size_t)rows * columns);
  return 0;
}

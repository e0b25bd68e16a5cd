// C = alpha A B + beta C for a symmetric A, of which only the lower triangle is read.
#include "kernel.h"

enum { rows = WORK(600, 20), columns = WORK(700, 24) };

static void symm(double alpha, double beta, double c[rows][columns], double a[rows][rows], double b[rows][columns]) {
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j) {
      double sum = 0;
      for (int k = 0; k < i; ++k) {
        c[k][j] += alpha * b[i][j] * a[i][k];
        sum += b[k][j] * a[i][k];
      }
      c[i][j] = beta * c[i][j] + alpha * b[i][j] * a[i][i] + alpha * sum;
    }
  }
}

int main(void) {
  double (*a)[rows] = NOISE_MATRIX(rows, rows, 1), (*b)[columns] = NOISE_MATRIX(rows, columns, 2);
  double (*c)[columns] = NOISE_MATRIX(rows, columns, 3);
  symm(1.5, 1.2, c, a, b);
  report(c[0], (size_t)rows * columns);
  return 0;
}

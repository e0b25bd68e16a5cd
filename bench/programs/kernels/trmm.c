// B = alpha A' B in place, for a unit lower triangular A.
#include "kernel.h"

enum { rows = WORK(600, 20), columns = WORK(700, 24) };

static void trmm(double alpha, double a[rows][rows], double b[rows][columns]) {
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j) {
      for (int k = i + 1; k < rows; ++k)
        b[i][j] += a[k][i] * b[k][j];
      b[i][j] *= alpha;
    }
  }
}

int main(void) {
  double (*a)[rows] = NOISE_MATRIX(rows, rows, 1), (*b)[columns] = NOISE_MATRIX(rows, columns, 2);
  trmm(1.5, a, b);
  report(b[0], (size_t)rows * columns);
  return 0;
}

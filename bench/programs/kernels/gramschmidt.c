// A = Q R by modified Gram-Schmidt, which walks the matrix by columns.
#include <math.h>

#include "kernel.h"

enum { rows = WORK(500, 24), columns = WORK(460, 20) };

static void gramSchmidt(double a[rows][columns], double r[columns][columns], double q[rows][columns]) {
  for (int k = 0; k < columns; ++k) {
    double norm = 0;
    for (int i = 0; i < rows; ++i)
      norm += a[i][k] * a[i][k];
    r[k][k] = sqrt(norm);
    for (int i = 0; i < rows; ++i)
      q[i][k] = a[i][k] / r[k][k];
    for (int j = k + 1; j < columns; ++j) {
      r[k][j] = 0;
      for (int i = 0; i < rows; ++i)
        r[k][j] += q[i][k] * a[i][j];
      for (int i = 0; i < rows; ++i)
        a[i][j] -= q[i][k] * r[k][j];
    }
  }
}

int main(void) {
  double (*a)[columns] = NOISE_MATRIX(rows, columns, 1), (*r)[columns] = ZERO_MATRIX(columns, columns);
  double (*q)[columns] = ZERO_MATRIX(rows, columns);
  gramSchmidt(a, r, q);
  report(r[0], (size_t)columns * columns);
  report(q[0], (size_t)rows * columns);
  return 0;
}

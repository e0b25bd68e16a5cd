// y = A'(A x): a matrix times a vector, then its transpose times the result.
#include "kernel.h"

enum { rows = WORK(1900, 38), columns = WORK(2100, 42), rounds = WORK(20, 2) };

static void atax(double y[columns], double a[rows][columns], const double x[columns]) {
  for (int j = 0; j < columns; ++j)
    y[j] = 0;
  for (int i = 0; i < rows; ++i) {
    double sum = 0;
    for (int j = 0; j < columns; ++j)
      sum += a[i][j] * x[j];
    for (int j = 0; j < columns; ++j)
      y[j] += a[i][j] * sum;
  }
}

int main(void) {
  double (*a)[columns] = NOISE_MATRIX(rows, columns, 1), *x = noise(columns, 2), *y = zeroed(columns * sizeof(double));
  for (int round = 0; round < rounds; ++round) {
    atax(y, a, x);
    for (int j = 0; j < columns; ++j)
      x[j] = y[j] / (1e6 + y[0]);
  }
  report(y, columns);
  return 0;
}

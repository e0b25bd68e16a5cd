// s = A'r and q = A p in one pass over the matrix.
#include "kernel.h"

enum { rows = WORK(2100, 42), columns = WORK(1900, 38), rounds = WORK(20, 2) };

static void bicg(double s[columns], double q[rows], double a[rows][columns], const double p[columns], const double r[rows]) {
  for (int j = 0; j < columns; ++j)
    s[j] = 0;
  for (int i = 0; i < rows; ++i) {
    q[i] = 0;
    for (int j = 0; j < columns; ++j) {
      s[j] += r[i] * a[i][j];
      q[i] += a[i][j] * p[j];
    }
  }
}

int main(void) {
  double (*a)[columns] = NOISE_MATRIX(rows, columns, 1), *p = noise(columns, 2), *r = noise(rows, 3);
  double *s = zeroed(columns * sizeof(double)), *q = zeroed(rows * sizeof(double));
  for (int round = 0; round < rounds; ++round) {
    bicg(s, q, a, p, r);
    for (int j = 0; j < columns; ++j)
      p[j] = s[j] / (1000 + q[j]);
  }
  report(s, columns);
  report(q, rows);
  return 0;
}

// A += u1 v1' + u2 v2'; x = beta A'y + z; w = alpha A x.
#include "kernel.h"

enum { n = WORK(1500, 40), rounds = WORK(20, 2) };

typedef struct {
  double *u1, *v1, *u2, *v2, *w, *x, *y, *z;
} Vectors;

static void gemver(double alpha, double beta, double a[n][n], const Vectors *v) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      a[i][j] += v->u1[i] * v->v1[j] + v->u2[i] * v->v2[j];
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      v->x[i] += beta * a[j][i] * v->y[j];
  for (int i = 0; i < n; ++i)
    v->x[i] += v->z[i];
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      v->w[i] += alpha * a[i][j] * v->x[j];
}

int main(void) {
  double (*a)[n] = NOISE_MATRIX(n, n, 1);
  Vectors v = {noise(n, 2), noise(n, 3), noise(n, 4), noise(n, 5), noise(n, 6), noise(n, 7), noise(n, 8), noise(n, 9)};
  for (int round = 0; round < rounds; ++round)
    gemver(0.01, 0.02, a, &v);
  report(v.w, n);
  report(v.x, n);
  return 0;
}

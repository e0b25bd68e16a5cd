// Alternating-direction implicit integration: tridiagonal solves along columns, then along rows.
#include "kernel.h"

enum { n = WORK(320, 24), steps = WORK(64, 3) };

typedef struct {
  double below, middle, above, explicitStep;
} Coefficients;

static void sweepColumns(const Coefficients *k, double u[n][n], double v[n][n], double p[n][n], double q[n][n]) {
  for (int i = 1; i < n - 1; ++i) {
    v[0][i] = 1;
    p[i][0] = 0;
    q[i][0] = 1;
    for (int j = 1; j < n - 1; ++j) {
      double pivot = k->below * p[i][j - 1] + k->middle;
      p[i][j] = -k->above / pivot;
      q[i][j] = (-k->explicitStep * u[j][i - 1] + (1 + 2 * k->explicitStep) * u[j][i] - k->explicitStep * u[j][i + 1] -
                 k->below * q[i][j - 1]) /
                pivot;
    }
    v[n - 1][i] = 1;
    for (int j = n - 2; j >= 1; --j)
      v[j][i] = p[i][j] * v[j + 1][i] + q[i][j];
  }
}

static void sweepRows(const Coefficients *k, double u[n][n], double v[n][n], double p[n][n], double q[n][n]) {
  for (int i = 1; i < n - 1; ++i) {
    u[i][0] = 1;
    p[i][0] = 0;
    q[i][0] = 1;
    for (int j = 1; j < n - 1; ++j) {
      double pivot = k->below * p[i][j - 1] + k->middle;
      p[i][j] = -k->above / pivot;
      q[i][j] = (-k->explicitStep * v[i - 1][j] + (1 + 2 * k->explicitStep) * v[i][j] - k->explicitStep * v[i + 1][j] -
                 k->below * q[i][j - 1]) /
                pivot;
    }
    u[i][n - 1] = 1;
    for (int j = n - 2; j >= 1; --j)
      u[i][j] = p[i][j] * u[i][j + 1] + q[i][j];
  }
}

int main(void) {
  double (*u)[n] = NOISE_MATRIX(n, n, 1), (*v)[n] = ZERO_MATRIX(n, n), (*p)[n] = ZERO_MATRIX(n, n), (*q)[n] = ZERO_MATRIX(n, n);
  double dx = 1.0 / n, dt = 1.0 / steps, first = 2 * dt / (dx * dx), second = dt / (dx * dx);
  Coefficients columns = {-first / 2, 1 + first, -first / 2, -second / 2};
  Coefficients rows = {-second / 2, 1 + second, -second / 2, -first / 2};
  for (int t = 0; t < steps; ++t) {
    sweepColumns(&columns, u, v, p, q);
    sweepRows(&rows, u, v, p, q);
  }
  report(u[0], (size_t)n * n);
  return 0;
}

// The heat equation on a cube: a seven-point stencil from one grid to another and back.
#include "kernel.h"

enum { n = WORK(64, 12), steps = WORK(260, 3) };

static void step(double from[n][n][n], double to[n][n][n]) {
  for (int i = 1; i < n - 1; ++i)
    for (int j = 1; j < n - 1; ++j)
      for (int k = 1; k < n - 1; ++k)
        to[i][j][k] = 0.125 * (from[i + 1][j][k] - 2 * from[i][j][k] + from[i - 1][j][k]) +
                      0.125 * (from[i][j + 1][k] - 2 * from[i][j][k] + from[i][j - 1][k]) +
                      0.125 * (from[i][j][k + 1] - 2 * from[i][j][k] + from[i][j][k - 1]) + from[i][j][k];
}

int main(void) {
  double (*a)[n][n] = (double (*)[n][n])noise((size_t)n * n * n, 1), (*b)[n][n] = (double (*)[n][n])noise((size_t)n * n * n, 2);
  for (int t = 0; t < steps; ++t) {
    step(a, b);
    step(b, a);
  }
  report(a[0][0], (size_t)n * n * n);
  return 0;
}

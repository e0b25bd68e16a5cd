// All shortest paths in a dense graph with integer lengths.
#include "kernel.h"

enum { n = WORK(660, 40) };

static void shortestPaths(int32_t path[n][n]) {
  for (int k = 0; k < n; ++k) {
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) {
        int32_t detour = path[i][k] + path[k][j];
        path[i][j] = path[i][j] < detour ? path[i][j] : detour;
      }
    }
  }
}

int main(void) {
  double (*lengths)[n] = NOISE_MATRIX(n, n, 1);
  int32_t (*path)[n] = zeroed((size_t)n * n * sizeof(int32_t));
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      path[i][j] = lengths[i][j] < 0.1 ? 1 + (i * j) % 97 : 9999;
  shortestPaths(path);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      lengths[i][j] = path[i][j];
  report(lengths[0], (size_t)n * n);
  return 0;
}

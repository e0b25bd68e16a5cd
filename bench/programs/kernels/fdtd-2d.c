// Finite differences in the time domain: an electric and a magnetic field that drive each other.
#include "kernel.h"

enum { width = WORK(420, 24), height = WORK(360, 20), steps = WORK(1000, 6) };

static void step(double t, double ex[height][width], double ey[height][width], double hz[height][width]) {
  for (int j = 0; j < width; ++j)
    ey[0][j] = t;
  for (int i = 1; i < height; ++i)
    for (int j = 0; j < width; ++j)
      ey[i][j] -= 0.5 * (hz[i][j] - hz[i - 1][j]);
  for (int i = 0; i < height; ++i)
    for (int j = 1; j < width; ++j)
      ex[i][j] -= 0.5 * (hz[i][j] - hz[i][j - 1]);
  for (int i = 0; i < height - 1; ++i)
    for (int j = 0; j < width - 1; ++j)
      hz[i][j] -= 0.7 * (ex[i][j + 1] - ex[i][j] + ey[i + 1][j] - ey[i][j]);
}

int main(void) {
  double (*ex)[width] = NOISE_MATRIX(height, width, 1), (*ey)[width] = NOISE_MATRIX(height, width, 2);
  double (*hz)[width] = NOISE_MATRIX(height, width, 3);
  for (int t = 0; t < steps; ++t)
    step(t, ex, ey, hz);
  report(hz[0], (size_t)height * width);
  return 0;
}

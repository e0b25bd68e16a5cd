// Levinson-Durbin recursion: a Toeplitz system; half of the loops run backwards.
#include "kernel.h"

enum { n = WORK(2400, 60), rounds = WORK(40, 2) };

static void durbin(const double r[n], double y[n], double next[n]) {
  double alpha = -r[0], beta = 1;
  y[0] = -r[0];
  for (int k = 1; k < n; ++k) {
    beta *= 1 - alpha * alpha;
    double sum = 0;
    for (int i = 0; i < k; ++i)
      sum += r[k - i - 1] * y[i];
    alpha = -(r[k] + sum) / beta;
    for (int i = 0; i < k; ++i)
      next[i] = y[i] + alpha * y[k - i - 1];
    for (int i = 0; i < k; ++i)
      y[i] = next[i];
    y[k] = alpha;
  }
}

int main(void) {
  double *r = noise(n, 1), *y = zeroed(n * sizeof(double)), *next = zeroed(n * sizeof(double));
  for (int round = 0; round < rounds; ++round) {
    // A quickly decaying autocorrelation keeps the recursion stable.
    for (int i = 0; i < n; ++i)
      r[i] /= 2 + (round + i) % 7 + i / 8.0;
    durbin(r, y, next);
    for (int i = 0; i < n; ++i)
      r[i] = (y[i] * y[i] + i % 5) / (4 * n);
  }
  report(y, n);
  return 0;
}

// Predicts how a strand of RNA folds: dynamic programming over all sub-strands.
#include "kernel.h"

enum { n = WORK(1300, 50) };

static int32_t max(int32_t one, int32_t other) { return one > other ? one : other; }

static void fold(const int8_t base[n], int32_t score[n][n]) {
  for (int i = n - 1; i >= 0; --i) {
    for (int j = i + 1; j < n; ++j) {
      int32_t best = max(score[i][j], score[i][j - 1]);
      if (i + 1 < n) {
        best = max(best, score[i + 1][j]);
        // Neighbours do not pair.
        best = max(best, score[i + 1][j - 1] + (i < j - 1 && base[i] + base[j] == 3));
      }
      for (int k = i + 1; k < j; ++k)
        best = max(best, score[i][k] + score[k + 1][j]);
      score[i][j] = best;
    }
  }
}

int main(void) {
  double *random = noise(n, 1), *result = zeroed((size_t)n * n * sizeof(double));
  int8_t *base = zeroed(n);
  int32_t (*score)[n] = zeroed((size_t)n * n * sizeof(int32_t));
  for (int i = 0; i < n; ++i)
    base[i] = (int8_t)(random[i] * 4);
  fold(base, score);
  for (int i = 0; i < n * n; ++i)
    result[i] = score[i / n][i % n];
  printf("%d pairs\n", score[0][n - 1]);
  report(result, (size_t)n * n);
  return 0;
}

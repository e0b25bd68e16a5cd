// The covariance of each pair of columns.
#include "statistics.h"

static void covariance(double data[observations][variables], double result[variables][variables]) {
  for (int i = 0; i < variables; ++i) {
    for (int j = i; j < variables; ++j) {
      result[i][j] = 0;
      for (int k = 0; k < observations; ++k)
        result[i][j] += data[k][i] * data[k][j];
      result[i][j] /= observations - 1;
      result[j][i] = result[i][j];
    }
  }
}

int main(void) {
  double (*data)[variables] = NOISE_MATRIX(observations, variables, 1), *mean = zeroed(variables * sizeof(double));
  double (*result)[variables] = ZERO_MATRIX(variables, variables);
  means(data, mean);
  centre(data, mean);
  covariance(data, result);
  report(result[0], (size_t)variables * variables);
  return 0;
}

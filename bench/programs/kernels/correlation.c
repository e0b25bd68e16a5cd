// The correlation of each pair of columns: normalised first, then one product for each.
#include <math.h>

#include "statistics.h"

static void normalise(double data[observations][variables], double deviation[variables]) {
  for (int j = 0; j < variables; ++j) {
    deviation[j] = 0;
    for (int i = 0; i < observations; ++i)
      deviation[j] += data[i][j] * data[i][j];
    deviation[j] = sqrt(deviation[j] / observations);
    deviation[j] = deviation[j] <= 0.1 ? 1 : deviation[j];
  }
  for (int i = 0; i < observations; ++i)
    for (int j = 0; j < variables; ++j)
      data[i][j] /= sqrt(observations) * deviation[j];
}

static void correlate(double data[observations][variables], double result[variables][variables]) {
  for (int i = 0; i < variables; ++i) {
    result[i][i] = 1;
    for (int j = i + 1; j < variables; ++j) {
      double sum = 0;
      for (int k = 0; k < observations; ++k)
        sum += data[k][i] * data[k][j];
      result[i][j] = result[j][i] = sum;
    }
  }
}

int main(void) {
  double (*data)[variables] = NOISE_MATRIX(observations, variables, 1), (*result)[variables] = ZERO_MATRIX(variables, variables);
  double *mean = zeroed(variables * sizeof(double)), *deviation = zeroed(variables * sizeof(double));
  means(data, mean);
  centre(data, mean);
  normalise(data, deviation);
  correlate(data, result);
  report(result[0], (size_t)variables * variables);
  return 0;
}

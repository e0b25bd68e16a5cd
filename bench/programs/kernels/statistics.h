// What correlation and covariance share: the columns are variables, the rows observations.
#pragma once
#include "kernel.h"

enum { observations = WORK(640, 24), variables = WORK(600, 20) };

static inline void means(double data[observations][variables], double mean[variables]) {
  for (int j = 0; j < variables; ++j) {
    mean[j] = 0;
    for (int i = 0; i < observations; ++i)
      mean[j] += data[i][j];
    mean[j] /= observations;
  }
}

static inline void centre(double data[observations][variables], const double mean[variables]) {
  for (int i = 0; i < observations; ++i)
    for (int j = 0; j < variables; ++j)
      data[i][j] -= mean[j];
}

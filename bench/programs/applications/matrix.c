// Dense arithmetic in double precision: matrix product, then Gaussian elimination with pivoting. Loops that vectorise.
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "../workload.h"
#include <stdlib.h>

enum { n = WORK(320, 40), rounds = WORK(12, 2) };

static double a[n][n], b[n][n], c[n][n], right[n];
static uint32_t seed = 12345;

static double noise(void) {
  seed = seed * 1664525u + 1013904223u;
  return (double)(seed >> 8) / (1 << 24) - 0.5;
}

static void fill(double (*matrix)[n]) {
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      matrix[i][j] = noise();
}

static void multiply(void) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j)
      c[i][j] = 0;
    for (int k = 0; k < n; ++k) {
      double factor = a[i][k];
      for (int j = 0; j < n; ++j)
        c[i][j] += factor * b[k][j];
    }
  }
}

static int pivotRow(int column) {
  int best = column;
  for (int row = column + 1; row < n; ++row)
    if (fabs(c[row][column]) > fabs(c[best][column]))
      best = row;
  return best;
}

static void swapRows(int one, int other) {
  for (int j = 0; j < n; ++j) {
    double kept = c[one][j];
    c[one][j] = c[other][j];
    c[other][j] = kept;
  }
  double kept = right[one];
  right[one] = right[other];
  right[other] = kept;
}

static double solve(void) {
  for (int column = 0; column < n; ++column) {
    swapRows(column, pivotRow(column));
    for (int row = column + 1; row < n; ++row) {
      double factor = c[row][column] / c[column][column];
      for (int j = column; j < n; ++j)
        c[row][j] -= factor * c[column][j];
      right[row] -= factor * right[column];
    }
  }
  double sum = 0;
  for (int row = n - 1; row >= 0; --row) {
    for (int j = row + 1; j < n; ++j)
      right[row] -= c[row][j] * right[j];
    right[row] /= c[row][row];
    sum += right[row];
  }
  return sum;
}

int main(void) {
  for (int round = 0; round < rounds; ++round) {
    fill(a);
    fill(b);
    for (int i = 0; i < n; ++i)
      right[i] = noise();
    multiply();
    printf("%.12g\n", solve());
  }
  return 0;
}

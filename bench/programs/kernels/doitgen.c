// Every row of a cube times a matrix, in place: the innermost kernel of a multiresolution analysis.
#include "kernel.h"

enum { slabs = WORK(100, 8), rows = WORK(90, 9), width = WORK(140, 12) };

static void doitgen(double cube[slabs][rows][width], double matrix[width][width], double sum[width]) {
  for (int r = 0; r < slabs; ++r) {
    for (int q = 0; q < rows; ++q) {
      for (int p = 0; p < width; ++p) {
        sum[p] = 0;
        for (int s = 0; s < width; ++s)
          sum[p] += cube[r][q][s] * matrix[s][p];
      }
      for (int p = 0; p < width; ++p)
        cube[r][q][p] = sum[p];
    }
  }
}

int main(void) {
  double (*cube)[rows][width] = (double (*)[rows][width])noise((size_t)slabs * rows * width, 1);
  double (*matrix)[width] = NOISE_MATRIX(width, width, 2), *sum = zeroed(width * sizeof(double));
  doitgen(cube, matrix, sum);
  report(cube[0][0], (size_t)slabs * rows * width);
  return 0;
}

// Deriche's recursive smoothing filter: a causal and an anticausal pass, along rows, then along columns; single precision.
#include "kernel.h"

enum { width = WORK(1200, 48), height = WORK(900, 36), rounds = WORK(10, 1) };

typedef struct {
  float gain[4], back1, back2;
} Filter;

// exp(x) for small x from its series: a library's rounding may differ.
static double exponential(double x) {
  double term = 1, sum = 1;
  for (int i = 1; i < 25; ++i) {
    term *= x / i;
    sum += term;
  }
  return sum;
}

static Filter smoothing(double alpha) {
  double decay = exponential(-alpha), squared = exponential(-2 * alpha);
  double k = (1 - decay) * (1 - decay) / (1 + 2 * alpha * decay - squared);
  return (Filter){.gain = {(float)k, (float)(k * decay * (alpha - 1)), (float)(k * decay * (alpha + 1)), (float)(-k * squared)},
                  .back1 = (float)(2 * decay),
                  .back2 = (float)-squared};
}

static void alongRows(const Filter *f, float in[height][width], float out[height][width], float causal[height][width]) {
  for (int i = 0; i < height; ++i) {
    float before = 0, y1 = 0, y2 = 0;
    for (int j = 0; j < width; ++j) {
      causal[i][j] = f->gain[0] * in[i][j] + f->gain[1] * before + f->back1 * y1 + f->back2 * y2;
      before = in[i][j];
      y2 = y1;
      y1 = causal[i][j];
    }
    float x1 = 0, x2 = 0, z1 = 0, z2 = 0;
    for (int j = width - 1; j >= 0; --j) {
      float value = f->gain[2] * x1 + f->gain[3] * x2 + f->back1 * z1 + f->back2 * z2;
      x2 = x1;
      x1 = in[i][j];
      z2 = z1;
      z1 = value;
      out[i][j] = causal[i][j] + value;
    }
  }
}

static void alongColumns(const Filter *f, float in[height][width], float out[height][width], float causal[height][width]) {
  for (int j = 0; j < width; ++j) {
    float before = 0, y1 = 0, y2 = 0;
    for (int i = 0; i < height; ++i) {
      causal[i][j] = f->gain[0] * in[i][j] + f->gain[1] * before + f->back1 * y1 + f->back2 * y2;
      before = in[i][j];
      y2 = y1;
      y1 = causal[i][j];
    }
    float x1 = 0, x2 = 0, z1 = 0, z2 = 0;
    for (int i = height - 1; i >= 0; --i) {
      float value = f->gain[2] * x1 + f->gain[3] * x2 + f->back1 * z1 + f->back2 * z2;
      x2 = x1;
      x1 = in[i][j];
      z2 = z1;
      z1 = value;
      out[i][j] = causal[i][j] + value;
    }
  }
}

int main(void) {
  double *random = noise((size_t)width * height, 1);
  float (*image)[width] = zeroed(sizeof(float[height][width])), (*other)[width] = zeroed(sizeof(float[height][width]));
  float (*causal)[width] = zeroed(sizeof(float[height][width]));
  for (int i = 0; i < width * height; ++i)
    image[i / width][i % width] = (float)random[i];
  for (int round = 0; round < rounds; ++round) {
    Filter filter = smoothing(0.25 + 0.05 * round);
    alongRows(&filter, image, other, causal);
    alongColumns(&filter, other, image, causal);
  }
  for (int i = 0; i < width * height; ++i)
    random[i] = image[i / width][i % width];
  report(random, (size_t)width * height);
  return 0;
}

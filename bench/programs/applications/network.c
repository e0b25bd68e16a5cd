// A small neural network in single precision: two layers trained by gradient descent to tell classes of invented pictures.
#include "application.h"

enum { inputs = 196, hidden = 48, classes = 10, pictures = WORK(400, 20), epochs = WORK(20, 2) };

static float inputWeights[hidden][inputs], outputWeights[classes][hidden], hiddenBias[hidden], outputBias[classes];
static float samples[pictures][inputs];
static int labels[pictures];

static float noise(uint64_t *state) { return (float)(nextRandom(state) >> 8) / (1 << 24) - 0.5f; }

// A picture is its class's pattern with noise upon it.
static void invent(uint64_t *state) {
  static float patterns[classes][inputs];
  for (int i = 0; i < classes * inputs; ++i)
    patterns[i / inputs][i % inputs] = noise(state);
  for (int p = 0; p < pictures; ++p) {
    labels[p] = (int)(nextRandom(state) % classes);
    for (int i = 0; i < inputs; ++i)
      samples[p][i] = patterns[labels[p]][i] + noise(state);
  }
  for (int i = 0; i < hidden * inputs; ++i)
    inputWeights[i / inputs][i % inputs] = 0.1f * noise(state);
  for (int i = 0; i < classes * hidden; ++i)
    outputWeights[i / hidden][i % hidden] = 0.1f * noise(state);
}

// A curve like the sigmoid, of basic operations only, which are the same on every machine.
static float squash(float x) { return 0.5f + 0.5f * x / (1 + (x < 0 ? -x : x)); }
static float slope(float y) {
  float distance = y < 0.5f ? y : 1 - y;
  return 2 * distance * distance;
}

static void forward(const float *sample, float *middle, float *output) {
  for (int h = 0; h < hidden; ++h) {
    float sum = hiddenBias[h];
    for (int i = 0; i < inputs; ++i)
      sum += inputWeights[h][i] * sample[i];
    middle[h] = squash(sum);
  }
  for (int c = 0; c < classes; ++c) {
    float sum = outputBias[c];
    for (int h = 0; h < hidden; ++h)
      sum += outputWeights[c][h] * middle[h];
    output[c] = squash(sum);
  }
}

static void learn(const float *sample, int label, float rate) {
  float middle[hidden], output[classes], blame[hidden] = {0};
  forward(sample, middle, output);
  for (int c = 0; c < classes; ++c) {
    float error = rate * ((c == label) - output[c]) * slope(output[c]);
    for (int h = 0; h < hidden; ++h) {
      blame[h] += error * outputWeights[c][h];
      outputWeights[c][h] += error * middle[h];
    }
    outputBias[c] += error;
  }
  for (int h = 0; h < hidden; ++h) {
    float error = blame[h] * slope(middle[h]);
    for (int i = 0; i < inputs; ++i)
      inputWeights[h][i] += error * sample[i];
    hiddenBias[h] += error;
  }
}

static int classify(const float *sample) {
  float middle[hidden], output[classes];
  int best = 0;
  forward(sample, middle, output);
  for (int c = 1; c < classes; ++c)
    best = output[c] > output[best] ? c : best;
  return best;
}

int main(void) {
  uint64_t state = 17;
  invent(&state);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    int right = 0;
    for (int p = 0; p < pictures; ++p)
      learn(samples[p], labels[p], 0.5f);
    for (int p = 0; p < pictures; ++p)
      right += classify(samples[p]) == labels[p];
    printf("%d of %d\n", right, pictures);
  }
  printf("%08x\n", checksum(inputWeights, sizeof inputWeights));
  return 0;
}

// What the kernels share: inputs that are the same on every machine, and a checksum of results.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../workload.h"

// Zeroed memory on the heap, where a compiler cannot know its address. Ends the program if there is none.
static inline void *zeroed(size_t bytes) {
  void *memory = calloc(1, bytes);
  if (!memory) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return memory;
}

// `count` values in [0, 1), the same for the same seed.
static inline double *noise(size_t count, uint64_t seed) {
  double *values = zeroed(count * sizeof *values);
  uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
  for (size_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    values[i] = (double)(state >> 40) / (1 << 24);
  }
  return values;
}

#define NOISE_MATRIX(rows, columns, seed) ((double (*)[columns])noise((size_t)(rows) * (columns), seed))
#define ZERO_MATRIX(rows, columns) ((double (*)[columns])zeroed((size_t)(rows) * (columns) * sizeof(double)))

// A symmetric positive definite n * n matrix: symmetric noise, made diagonally dominant.
static inline double *positiveDefinite(int n, uint64_t seed) {
  double *values = noise((size_t)n * (size_t)n, seed);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < i; ++j)
      values[i * n + j] = values[j * n + i];
    values[i * n + i] += n;
  }
  return values;
}

// Prints a hash of the bits: these programs use only operations that IEEE 754 rounds in one way.
static inline void report(const double *values, size_t count) {
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < count; ++i) {
    uint64_t bits;
    memcpy(&bits, &values[i], sizeof bits);
    hash = (hash ^ bits) * 1099511628211u;
  }
  printf("%016llx\n", (unsigned long long)hash);
}

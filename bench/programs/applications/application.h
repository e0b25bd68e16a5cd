// What the applications share: random numbers and checksums that are the same on every machine.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../workload.h"

// The next of a sequence of 32-bit numbers; the state is any but zero.
static inline uint32_t nextRandom(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return (uint32_t)(*state >> 16);
}

static inline void *allocate(size_t bytes) {
  void *memory = malloc(bytes);
  if (!memory) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return memory;
}

static inline uint32_t checksum(const void *data, size_t bytes) {
  const uint8_t *at = data;
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < bytes; ++i)
    hash = (hash ^ at[i]) * 16777619u;
  return hash;
}

// An RGBA picture of 1000 x 1000 that the image programs work on.
#pragma once
#include "application.h"

enum { pictureSize = WORK(1000, 60), channels = 4 };

// Smooth gradients with some noise, allocated.
static inline uint8_t *newPicture(void) {
  uint8_t *pixels = allocate((size_t)pictureSize * pictureSize * channels);
  uint64_t state = 1;
  for (int y = 0; y < pictureSize; ++y) {
    for (int x = 0; x < pictureSize; ++x) {
      uint8_t *pixel = pixels + ((size_t)y * pictureSize + x) * channels;
      uint32_t random = nextRandom(&state);
      pixel[0] = (uint8_t)(x / 4 + random % 8);
      pixel[1] = (uint8_t)(y / 4 + random / 8 % 8);
      pixel[2] = (uint8_t)((x + y) / 8 + random / 64 % 8);
      pixel[3] = 255;
    }
  }
  return pixels;
}

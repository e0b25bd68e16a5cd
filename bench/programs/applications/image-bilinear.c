// Resizes an RGBA picture to several sizes with bilinear interpolation in 8.8 fixed point.
#include "image.h"

static void resize(const uint8_t *from, uint8_t *to, int width, int height) {
  uint32_t stepX = ((uint32_t)(pictureSize - 1) << 8) / (uint32_t)width,
           stepY = ((uint32_t)(pictureSize - 1) << 8) / (uint32_t)height;
  for (int y = 0; y < height; ++y) {
    uint32_t v = (uint32_t)y * stepY, down = v & 255;
    const uint8_t *row = from + (size_t)(v >> 8) * pictureSize * channels;
    for (int x = 0; x < width; ++x) {
      uint32_t u = (uint32_t)x * stepX, right = u & 255;
      const uint8_t *pixel = row + (size_t)(u >> 8) * channels, *below = pixel + pictureSize * channels;
      for (int c = 0; c < channels; ++c) {
        uint32_t upper = pixel[c] * (256 - right) + pixel[c + channels] * right;
        uint32_t lower = below[c] * (256 - right) + below[c + channels] * right;
        to[((size_t)y * width + x) * channels + c] = (uint8_t)((upper * (256 - down) + lower * down) >> 16);
      }
    }
  }
}

int main(void) {
  static const int percents[] = {33, 50, 75, 120, 150};
  uint8_t *from = newPicture(), *to = allocate((size_t)pictureSize * pictureSize * channels * 4);
  uint32_t sum = 0;
  for (int round = 0; round < WORK(45, 5); ++round) {
    int width = pictureSize * percents[round % 5] / 100, height = pictureSize * percents[round % 3 + 1] / 100;
    resize(from, to, width, height);
    sum = sum * 31 + checksum(to, (size_t)width * 64);
    for (int i = 0; i < width * height; i += 97)
      sum = sum * 31 + to[i * channels + round % 3];
  }
  printf("%08x\n", sum);
  return 0;
}

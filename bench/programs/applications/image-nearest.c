// Resizes an RGBA picture to several sizes, each pixel from its nearest neighbour.
#include "image.h"

static void resize(const uint8_t *from, uint8_t *to, int width, int height) {
  for (int y = 0; y < height; ++y) {
    const uint8_t *row = from + (size_t)(y * pictureSize / height) * pictureSize * channels;
    for (int x = 0; x < width; ++x)
      memcpy(to + ((size_t)y * width + x) * channels, row + (size_t)(x * pictureSize / width) * channels, channels);
  }
}

int main(void) {
  static const int percents[] = {33, 50, 75, 120, 150};
  uint8_t *from = newPicture(), *to = allocate((size_t)pictureSize * pictureSize * channels * 4);
  uint32_t sum = 0;
  for (int round = 0; round < WORK(120, 5); ++round) {
    int width = pictureSize * percents[round % 5] / 100, height = pictureSize * percents[round % 3 + 1] / 100;
    resize(from, to, width, height);
    for (int i = 0; i < width * height; i += 97)
      sum = sum * 31 + to[i * channels + round % 3];
  }
  printf("%08x\n", sum);
  return 0;
}

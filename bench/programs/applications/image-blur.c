// Blurs an RGBA picture: box filters by running sums, along rows, then along columns.
#include "image.h"

enum { radius = 5 };

static int clamp(int value) { return value < 0 ? 0 : value >= pictureSize ? pictureSize - 1 : value; }

// One line of pixels, `stride` bytes apart, averaged over 2 * radius + 1 neighbours; the ends repeat.
static void blurLine(const uint8_t *from, uint8_t *to, size_t stride) {
  for (int c = 0; c < channels; ++c) {
    uint32_t sum = 0;
    for (int i = -radius; i <= radius; ++i)
      sum += from[(size_t)clamp(i) * stride + c];
    for (int i = 0; i < pictureSize; ++i) {
      to[(size_t)i * stride + c] = (uint8_t)(sum / (2 * radius + 1));
      sum += from[(size_t)clamp(i + radius + 1) * stride + c];
      sum -= from[(size_t)clamp(i - radius) * stride + c];
    }
  }
}

int main(void) {
  size_t line = (size_t)pictureSize * channels;
  uint8_t *picture = newPicture(), *other = allocate(line * pictureSize);
  for (int round = 0; round < WORK(12, 2); ++round) {
    for (int y = 0; y < pictureSize; ++y)
      blurLine(picture + y * line, other + y * line, channels);
    for (int x = 0; x < pictureSize; ++x)
      blurLine(other + x * channels, picture + x * channels, line);
  }
  printf("%08x\n", checksum(picture, line * pictureSize));
  return 0;
}

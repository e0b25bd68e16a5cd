// Tints an RGBA picture: a 3 x 3 matrix of single-precision factors on every pixel, saturated.
#include "image.h"

static uint8_t saturate(float value) { return value > 255 ? 255 : (uint8_t)value; }

static void tint(uint8_t *picture, const float factors[3][3]) {
  for (size_t i = 0; i < (size_t)pictureSize * pictureSize; ++i) {
    uint8_t *pixel = picture + i * channels;
    float red = pixel[0], green = pixel[1], blue = pixel[2];
    for (int c = 0; c < 3; ++c)
      pixel[c] = saturate(factors[c][0] * red + factors[c][1] * green + factors[c][2] * blue);
  }
}

int main(void) {
  static const float sepia[3][3] = {{0.393f, 0.769f, 0.189f}, {0.349f, 0.686f, 0.168f}, {0.272f, 0.534f, 0.131f}};
  static const float cool[3][3] = {{0.500f, 0.200f, 0.100f}, {0.100f, 0.600f, 0.150f}, {0.150f, 0.200f, 0.800f}};
  uint8_t *picture = newPicture();
  for (int round = 0; round < WORK(75, 4); ++round)
    tint(picture, round % 2 ? cool : sepia);
  printf("%08x\n", checksum(picture, (size_t)pictureSize * pictureSize * channels));
  return 0;
}

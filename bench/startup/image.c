// hello with 4 MiB of initial data, of which it reads one byte in every 64 KiB.
#include <stdio.h>

enum { size = 4 << 20 };
static unsigned char image[size] = {[0 ... size - 1] = 7};

int main(void) {
  unsigned sum = 0;
  for (volatile unsigned char *at = image; at < image + size; at += 65536)
    sum += *at;
  printf("hello, %u\n", sum);
  return 0;
}

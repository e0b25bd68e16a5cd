// hello with 4 MiB of initial data, of which it reads a byte in every 64 KiB of the first READ bytes.
#include <stdio.h>

#ifndef READ
#define READ 65536
#endif
enum { size = 4 << 20 };
static unsigned char image[size] = {[0 ... size - 1] = 7};

int main(void) {
  unsigned sum = 0;
  for (volatile unsigned char *at = image; at < image + READ; at += 65536)
    sum += *at;
  puts("hello, world");
  return sum == 0;
}

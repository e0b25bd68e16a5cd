// A million small writes.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { count = 1000000, size = 12 };

int main(void) {
  int fd = open("lines", O_RDWR | O_CREAT | O_TRUNC, 0666);
  for (int i = 0; i < count; ++i) {
    char line[size] = "line ......\n";
    for (int digit = 0, rest = i; digit < 6; ++digit, rest /= 10)
      line[10 - digit] = (char)('0' + rest % 10);
    if (write(fd, line, size) != size) {
      perror("write");
      return 1;
    }
  }
  static char all[count * size];
  if (pread(fd, all, sizeof all, 0) != sizeof all) {
    perror("pread");
    return 1;
  }
  uint32_t sum = 0;
  for (size_t i = 0; i < sizeof all; ++i)
    sum = sum * 31 + (uint8_t)all[i];
  printf("%08x\n", (unsigned)sum);
  return 0;
}

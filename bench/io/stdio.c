// Five million lines through the C library's streams, with their own buffer: what most programs do.
#include <stdint.h>
#include <stdio.h>

enum { count = 5000000 };

int main(void) {
  FILE *file = fopen("text", "w+");
  if (!file) {
    perror("fopen");
    return 1;
  }
  for (unsigned i = 0; i < count; ++i) {
    char line[16];
    int size = 0;
    for (unsigned rest = i * 2654435761u; size == 0 || rest; rest /= 10)
      line[size++] = (char)('0' + rest % 10);
    line[size++] = '\n';
    fwrite(line, 1, (size_t)size, file);
  }
  rewind(file);
  uint32_t sum = 0, lines = 0;
  for (char line[16]; fgets(line, sizeof line, file); ++lines)
    for (const char *c = line; *c; ++c)
      sum = sum * 31 + (uint8_t)*c;
  printf("%u %08x\n", (unsigned)lines, (unsigned)sum);
  return ferror(file) || fclose(file);
}

// Copies 1 GiB, 64 KiB at a time: a file of 64 MiB sixteen times over another one, so that memory and not the disk sets the pace.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { block = 65536, blocks = 1024, passes = 16 };
static uint64_t buffer[block / sizeof(uint64_t)];

static void check(int holds, const char *what) {
  if (holds)
    return;
  perror(what);
  exit(1);
}

static void makeSource(void) {
  struct stat status;
  if (stat("source", &status) == 0 && status.st_size == (off_t)block * blocks)
    return;
  int fd = open("source", O_WRONLY | O_CREAT | O_TRUNC, 0666);
  uint64_t state = 1;
  for (int i = 0; i < blocks; ++i) {
    for (size_t j = 0; j < block / sizeof *buffer; ++j)
      buffer[j] = state = state * 6364136223846793005u + 1442695040888963407u;
    check(write(fd, buffer, block) == block, "write");
  }
  check(close(fd) == 0, "close");
}

int main(void) {
  makeSource();
  int from = open("source", O_RDONLY), to = open("target", O_RDWR | O_CREAT | O_TRUNC, 0666);
  check(from >= 0 && to >= 0, "open");
  for (int pass = 0; pass < passes; ++pass) {
    check(lseek(from, 0, SEEK_SET) == 0 && lseek(to, 0, SEEK_SET) == 0, "lseek");
    for (ssize_t size; (size = read(from, buffer, block)) != 0;)
      check(size > 0 && write(to, buffer, (size_t)size) == size, "copy");
  }
  uint64_t sum = 0;
  check(lseek(to, 0, SEEK_SET) == 0, "lseek");
  while (read(to, buffer, block) == block)
    for (size_t j = 0; j < block / sizeof *buffer; ++j)
      sum = sum * 31 + buffer[j];
  printf("%016llx\n", (unsigned long long)sum);
  return 0;
}

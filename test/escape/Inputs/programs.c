// Programs that check what every call returns; the argument says which. They end with 0 only if all that they were to do is done,
// else with 1 and a line on standard error.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void check(int holds, const char *what) {
  if (holds)
    return;
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(1);
}

static int hello(void) { return printf("hello, world\n") > 0 && fflush(stdout) == 0; }

// To where `to` leads, whole, also if it takes little at a time.
static void writeAll(int to, const char *data, size_t size) {
  while (size > 0) {
    ssize_t done = write(to, data, size);
    if (done < 0 && errno == EAGAIN) {
      struct pollfd ready = {to, POLLOUT, 0};
      check(poll(&ready, 1, -1) == 1, "poll");
      continue;
    }
    check(done > 0, "write");
    data += done;
    size -= done;
  }
}

static void copyAll(int from, int to) {
  static char buffer[30000];
  for (;;) {
    ssize_t size = read(from, buffer, sizeof buffer);
    check(size >= 0, "read");
    if (size == 0)
      return;
    writeAll(to, buffer, size);
  }
}

static int cat(void) {
  copyAll(0, 1);
  return 1;
}

static int copy(void) {
  int from = open("/source", O_RDONLY), to = open("/target", O_WRONLY | O_CREAT | O_TRUNC, 0666);
  check(from >= 0, "source");
  check(to >= 0, "target");
  copyAll(from, to);
  check(fsync(to) == 0, "fsync");
  check(close(to) == 0, "close");
  check(close(from) == 0, "close");
  return hello();
}

static int bufferedCopy(void) {
  FILE *from = fopen("/source", "r"), *to = fopen("/target", "w");
  check(from && to, "fopen");
  for (int c; (c = getc(from)) != EOF;)
    check(putc(c, to) != EOF, "putc");
  check(!ferror(from), "getc");
  check(fclose(to) == 0, "fclose");
  return hello();
}

static int walk(const char *path, int depth) {
  DIR *directory = opendir(path);
  check(directory != NULL, path);
  unsigned long sum = 0, count = 0;
  errno = 0;
  for (struct dirent *entry; (entry = readdir(directory)); errno = 0, ++count) {
    if (entry->d_name[0] == '.')
      continue;
    for (const char *c = entry->d_name; *c; ++c)
      sum += (unsigned char)*c * (c - entry->d_name + 1);
    char below[300];
    snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
    struct stat status;
    check(lstat(below, &status) == 0, below);
    if (S_ISDIR(status.st_mode))
      check(walk(below, depth + 1), below);
  }
  check(errno == 0, "readdir");
  check(closedir(directory) == 0, "closedir");
  return printf("%d: %lu names, %lu\n", depth, count, sum) > 0 && (depth > 0 || fflush(stdout) == 0);
}

static int grow(void) {
  unsigned sum = 0;
  for (int i = 0; i < 40; ++i) {
    unsigned char *some = malloc(1 << 19);
    check(some != NULL, "malloc");
    memset(some, i, 1 << 19);
    sum = sum * 31 + some[i * 1000];
  }
  return printf("%u\n", sum) > 0 && fflush(stdout) == 0;
}

static int names(void) {
  struct stat status;
  char text[20];
  check(mkdir("/made", 0777) == 0, "mkdir");
  check(symlink("source", "/made/link") == 0, "symlink");
  check(readlink("/made/link", text, sizeof text) == 6 && !memcmp(text, "source", 6), "readlink");
  check(link("/source", "/made/same") == 0, "link");
  check(rename("/made/same", "/other") == 0, "rename");
  check(stat("/other", &status) == 0 && status.st_size == 200000, "stat");
  check(truncate("/other", 300000) == 0, "truncate");
  check(stat("/source", &status) == 0 && status.st_size == 300000, "stat");
  check(truncate("/source", 200000) == 0, "truncate");
  check(unlink("/other") == 0 && unlink("/made/link") == 0 && rmdir("/made") == 0, "remove");
  return hello();
}

static int other(void) {
  struct timespec now, wait = {0, 1000000};
  unsigned char random[64];
  check(clock_gettime(CLOCK_MONOTONIC, &now) == 0, "clock_gettime");
  check(nanosleep(&wait, NULL) == 0, "nanosleep");
  check(getentropy(random, sizeof random) == 0, "getentropy");
  int zeros = 0;
  for (unsigned i = 0; i < sizeof random; ++i)
    zeros += random[i] == 0;
  check(zeros < 10, "randomness");
  int file = open("/source", O_RDONLY);
  check(file >= 0 && lseek(file, 100000, SEEK_SET) == 100000 && read(file, random, 10) == 10 && lseek(file, 0, SEEK_CUR) == 100010,
        "seek");
  check(posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL) == 0, "fadvise");
  return hello();
}

int main(int argc, char **argv) {
  const char *mode = argc == 2 ? argv[1] : "";
  const struct {
    const char *name;
    int (*run)(void);
  } modes[] = {{"hello", hello}, {"cat", cat},     {"copy", copy},  {"bufferedCopy", bufferedCopy},
               {"grow", grow},   {"names", names}, {"other", other}};
  if (!strcmp(mode, "walk"))
    check(walk("/tree", 0), "walk");
  for (unsigned i = 0; i < sizeof modes / sizeof *modes; ++i)
    if (!strcmp(mode, modes[i].name))
      check(modes[i].run(), mode);
  return 0;
}

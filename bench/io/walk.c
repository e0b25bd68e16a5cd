// Lists a directory of 100,000 files and looks at each of them.
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { count = 100000 };

static void check(int holds, const char *what) {
  if (holds)
    return;
  perror(what);
  exit(1);
}

static void makeDirectory(void) {
  struct stat status;
  if (stat("many/complete", &status) == 0)
    return;
  mkdir("many", 0777);  // an earlier run may have got this far
  for (int i = 0; i <= count; ++i) {
    char name[40] = "";
    snprintf(name, sizeof name, i < count ? "many/file-%d" : "many/complete", i);
    int fd = open(name, O_WRONLY | O_CREAT, 0666);
    check(fd >= 0 && write(fd, name, (size_t)i % 40) >= 0 && close(fd) == 0, "create");
  }
}

int main(void) {
  makeDirectory();
  DIR *directory = opendir("many");
  check(directory != NULL, "opendir");
  uint32_t sum = 0, files = 0;
  uint64_t bytes = 0;
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (entry->d_name[0] == '.')  // `..` is not in the directory, so no guest may look at it
      continue;
    struct stat status;
    check(fstatat(dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0, "fstatat");
    if (!S_ISREG(status.st_mode))
      continue;
    uint32_t hash = 0;
    for (const char *c = entry->d_name; *c; ++c)
      hash = hash * 31 + (uint8_t)*c;
    sum += hash;  // in whatever order they come
    bytes += (uint64_t)status.st_size;
    ++files;
  }
  printf("%u files, %llu bytes, %08x\n", (unsigned)files, (unsigned long long)bytes, (unsigned)sum);
  return 0;
}

// Files in a granted directory: write, append, seek, read back, rename, remove, directories, listings, and the errors.
// RUN: rm -rf %t.tree && mkdir -p %t.tree/sub && cp %s %t.tree/input.txt
// RUN: %native-clang %s -o %t.native && %wasi-clang %s -o %t.wasm
// RUN: %everywhere --work %t.d --native %t.native --tree %t.tree %t.wasm -- input.txt sub/copy.txt
// REQUIRES: wasi-libc
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Error numbers differ between WASI and Linux; the texts of these do not.
static void report(const char *what, int result) {
  const char *text = result == 0          ? "ok"
                     : errno == ENOENT    ? "none"
                     : errno == EEXIST    ? "exists"
                     : errno == ENOTEMPTY ? "not empty"
                     : errno == ENOTDIR   ? "no directory"
                     : errno == EBADF     ? "bad descriptor"
                                          : "other error";
  printf("%s: %s\n", what, text);
}

static long copyReversed(const char *from, const char *to) {
  FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
  if (!in || !out) {
    perror(from);
    exit(2);
  }
  fseek(in, 0, SEEK_END);
  long size = ftell(in);
  for (long at = size - 1; at >= 0; --at) {
    fseek(in, at, SEEK_SET);
    fputc(fgetc(in), out);
  }
  fclose(in);
  fclose(out);
  return size;
}

static int byName(const void *left, const void *right) {
  return strcmp(left, right);
}

static void list(const char *path) {
  static char names[64][64];
  size_t count = 0;
  DIR *directory = opendir(path);
  if (!directory) {
    report(path, -1);
    return;
  }
  for (struct dirent *entry; (entry = readdir(directory)) && count < 64;)
    if (entry->d_name[0] != '.')
      snprintf(names[count++], sizeof names[0], "%s", entry->d_name);
  closedir(directory);
  qsort(names, count, sizeof names[0], byName);
  for (size_t i = 0; i < count; ++i) {
    char full[160];
    struct stat status;
    snprintf(full, sizeof full, "%s/%s", path, names[i]);
    int failed = stat(full, &status);
    printf("%s %s %lld\n", full, failed ? "?" : S_ISDIR(status.st_mode) ? "directory" : "file",
           failed || S_ISDIR(status.st_mode) ? 0LL : (long long)status.st_size);
  }
}

static void descriptors(void) {
  int file = open("numbers.bin", O_RDWR | O_CREAT | O_TRUNC, 0644);
  for (int i = 0; i < 1000; ++i)
    write(file, &i, sizeof i);
  int value = 0;
  printf("%lld ", (long long)lseek(file, 4 * 500, SEEK_SET));
  printf("%zd ", read(file, &value, sizeof value));
  printf("%d %lld\n", value, (long long)lseek(file, 0, SEEK_CUR));
  printf("%zd ", pread(file, &value, sizeof value, 4 * 7));
  printf("%d\n", value);
  report("ftruncate", ftruncate(file, 100));
  printf("%lld\n", (long long)lseek(file, 0, SEEK_END));
  report("close", close(file));
  report("close again", close(file));
}

int main(int argc, char **argv) {
  if (argc != 3)
    return 1;
  printf("%ld bytes\n", copyReversed(argv[1], argv[2]));
  FILE *log = fopen("log.txt", "a");
  fprintf(log, "first %d\n", 1);
  fclose(log);
  log = fopen("log.txt", "a");
  fprintf(log, "second %s\n", "line");
  fclose(log);
  descriptors();
  report("mkdir", mkdir("new", 0755));
  report("mkdir again", mkdir("new", 0755));
  report("rename", rename("log.txt", "new/log"));
  report("rename what is not there", rename("log.txt", "x"));
  report("rmdir with a file in it", rmdir("new"));
  report("open what is not there", open("none", O_RDONLY));
  report("open below a file", open("input.txt/x", O_RDONLY));
  report("create what is there", open("input.txt", O_WRONLY | O_CREAT | O_EXCL, 0644));
  list(".");
  list("sub");
  list("new");
  report("remove", unlink("input.txt"));
  report("remove again", unlink("input.txt"));
  return 0;
}

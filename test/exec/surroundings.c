// What a program may know of its surroundings: its arguments, the variables it was granted, clocks, randomness, an exit status.
// RUN: %native-clang %s -o %t.native && %wasi-clang %s -o %t.wasm
// RUN: %everywhere --work %t.d --native %t.native --env GRANTED=yes --env EMPTY= %t.wasm -- one "two words" "" --version "ünï"
// REQUIRES: wasi-libc
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void atEnd(void) {
  puts("at exit");
}

static const char *variable(const char *name) {
  const char *value = getenv(name);
  return value ? value : "(none)";
}

// The answers that hold anywhere; the values themselves differ from run to run.
static void clocks(void) {
  struct timespec before, after, resolution;
  printf("%d ", clock_gettime(CLOCK_MONOTONIC, &before));
  struct timespec pause = {.tv_nsec = 20000000};
  printf("%d ", nanosleep(&pause, NULL));
  printf("%d ", clock_gettime(CLOCK_MONOTONIC, &after));
  long long elapsed = (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec;
  printf("%s %s ", elapsed >= 20000000 ? "slept" : "too short", elapsed < 20000000000LL ? "awake" : "too long");
  printf("%d %s ", clock_getres(CLOCK_REALTIME, &resolution), resolution.tv_sec == 0 ? "fine" : "coarse");
  printf("%s\n", time(NULL) > 1700000000 ? "after 2023" : "before 2023");
  time_t moment = 951782400;
  char text[64];
  strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a %j", gmtime(&moment));
  puts(text);
}

static void randomness(void) {
  unsigned char first[256] = {0}, second[256] = {0};
  int failed = getentropy(first, sizeof first) | getentropy(second, sizeof second);
  printf("%d %s\n", failed, memcmp(first, second, sizeof first) ? "random" : "repeats");
}

int main(int argc, char **argv) {
  atexit(atEnd);
  for (int i = 0; i < argc; ++i)
    printf("%d '%s' %zu\n", i, argv[i], strlen(argv[i]));
  printf("%s '%s' %s %s\n", variable("GRANTED"), variable("EMPTY"), variable("PATH"), variable("HOME"));
  clocks();
  randomness();
  fflush(stdout);
  exit(argc * 8 + 1);
}

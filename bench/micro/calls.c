// The guest of calls-bench: makes COUNT calls of a KIND and prints how many nanoseconds they took together.
//
//   calls KIND COUNT
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef uint32_t (*Function)(uint32_t);

#define TARGET(number) \
  __attribute__((noinline)) static uint32_t target##number(uint32_t x) { return x * 5 + number; }
TARGET(0)
TARGET(1)
TARGET(2)
TARGET(3)

// Volatile: no compiler can know what is called.
static volatile Function same[4] = {target0, target0, target0, target0}, mixed[4] = {target0, target1, target2, target3};

static uint32_t indirect(volatile Function *table, uint32_t count) {
  uint32_t x = 1;
  for (uint32_t i = 0; i < count; ++i)
    x = table[i & 3](x);
  return x;
}

// Through function references, where there are such; natively they are pointers.
#ifdef __wasm__
__attribute__((import_module("references"), import_name("same"))) uint32_t referencesSame(uint32_t count);
__attribute__((import_module("references"), import_name("mixed"))) uint32_t referencesMixed(uint32_t count);
#else
static uint32_t referencesSame(uint32_t count) { return indirect(same, count); }
static uint32_t referencesMixed(uint32_t count) { return indirect(mixed, count); }
#endif

static uint32_t readClock(uint32_t count) {
  struct timespec now = {0};
  uint32_t x = 0;
  for (uint32_t i = 0; i < count; ++i) {
    clock_gettime(CLOCK_MONOTONIC, &now);
    x ^= (uint32_t)now.tv_nsec;
  }
  return x;
}

static uint32_t readFlags(uint32_t count) {
  uint32_t failures = 0;
  for (uint32_t i = 0; i < count; ++i)
    failures += fcntl(STDERR_FILENO, F_GETFL) < 0;
  return failures;
}

static uint32_t writeNothing(uint32_t count) {
  uint32_t failures = 0;
  for (uint32_t i = 0; i < count; ++i)
    failures += write(STDERR_FILENO, "", 0) != 0;
  return failures;
}

static uint32_t make(const char *kind, uint32_t count) {
  if (strcmp(kind, "indirect-same") == 0)
    return indirect(same, count);
  if (strcmp(kind, "indirect-mixed") == 0)
    return indirect(mixed, count);
  if (strcmp(kind, "reference-same") == 0)
    return referencesSame(count);
  if (strcmp(kind, "reference-mixed") == 0)
    return referencesMixed(count);
  if (strcmp(kind, "clock") == 0)
    return readClock(count);
  if (strcmp(kind, "flags") == 0)
    return readFlags(count);
  if (strcmp(kind, "write") == 0)
    return writeNothing(count);
  fprintf(stderr, "no such kind: %s\n", kind);
  exit(2);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fputs("usage: calls KIND COUNT\n", stderr);
    return 2;
  }
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  volatile uint32_t result = make(arguments[1], (uint32_t)atoi(arguments[2]));
  clock_gettime(CLOCK_MONOTONIC, &end);
  (void)result;
  printf("%lld\n", (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec));
  return 0;
}

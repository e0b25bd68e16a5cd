// Recursion: calls and returns with little else, several functions deep.
#include "application.h"

static uint32_t fibonacci(uint32_t n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

static int takeuchi(int x, int y, int z) {
  return y >= x ? z : takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y));
}

static uint32_t ackermann(uint32_t m, uint32_t n) {
  return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

// Ways to put queens on the rows that are left, where none threatens another.
static uint32_t queens(uint32_t all, uint32_t columns, uint32_t left, uint32_t right) {
  uint32_t count = columns == all;
  for (uint32_t free = all & ~(columns | left | right); free; free &= free - 1) {
    uint32_t queen = free & -free;
    count += queens(all, columns | queen, (left | queen) << 1, (right | queen) >> 1);
  }
  return count;
}

// Permutations in turn, counted where the first is less than the last.
static uint32_t permute(uint8_t *values, int count, int fixed) {
  if (fixed == count)
    return values[0] < values[count - 1];
  uint32_t found = 0;
  for (int i = fixed; i < count; ++i) {
    uint8_t kept = values[fixed];
    values[fixed] = values[i];
    values[i] = kept;
    found += permute(values, count, fixed + 1);
    values[i] = values[fixed];
    values[fixed] = kept;
  }
  return found;
}

int main(void) {
  uint8_t values[] = {3, 1, 4, 15, 9, 2, 6, 5, 35, 8};
  printf("%u\n", fibonacci(WORK(36, 15)));
  printf("%d\n", takeuchi(WORK(20, 8), 10, 4));
  printf("%u\n", ackermann(2, WORK(1800, 30)));
  printf("%u\n", queens(WORK((1u << 12) - 1, (1u << 6) - 1), 0, 0, 0));
  printf("%u\n", permute(values, WORK(10, 6), 0));
  return 0;
}

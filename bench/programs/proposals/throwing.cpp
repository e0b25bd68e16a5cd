// Exceptions: thrown through a thousand frames, through frames with destructors, and right to the caller.
#include "../workload.h"

#include <stdint.h>
#include <stdio.h>

namespace {

struct Failure {
  uint32_t code;
};

uint32_t destroyed = 0;
struct Counted {
  uint32_t weight;
  ~Counted() { destroyed += weight; }
};

// What is done with the results keeps compilers from making loops of the recursion.
[[gnu::noinline]] uint32_t plain(uint32_t depth, uint32_t code) {
  if (depth == 0)
    throw Failure{code};
  return plain(depth - 1, code) * 3 + depth;
}

[[gnu::noinline]] uint32_t counted(uint32_t depth, uint32_t code) {
  Counted here{depth};
  if (depth == 0)
    throw Failure{code};
  return counted(depth - 1, code) * 3 + depth;
}

// Seven of eight calls return.
[[gnu::noinline]] uint32_t seldom(uint32_t i) {
  if (i % 8 == 0)
    throw Failure{i};
  return i;
}

template <typename Call> uint32_t codeOf(Call call) {
  try {
    return call();
  } catch (const Failure &failure) {
    return failure.code * 3;
  }
}

}  // namespace

int main() {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < WORK(600, 2); ++i)
    sum += codeOf([i] { return plain(1000, i); });
  for (uint32_t i = 0; i < WORK(3000, 10); ++i)
    sum += codeOf([i] { return counted(30, i); });
  for (uint32_t i = 0; i < WORK(600000, 200); ++i)
    sum += codeOf([i] { return seldom(i); });
  printf("%u %u\n", sum, destroyed);
}

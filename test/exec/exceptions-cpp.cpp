// C++ with exceptions, in both forms that clang emits: destructors on the way, clauses by type, thrown again, ten thousand in a
// loop.
// REQUIRES: wasi-libc
// RUN: %native-clang -x c++ %s -lstdc++ -o %t.native
// RUN: %wasi-clang -x c++ -fwasm-exceptions -mllvm -wasm-use-legacy-eh=false %s %S/Inputs/cxx-exceptions.cpp -lc++ -lc++abi -o %t.new.wasm
// RUN: %everywhere --work %t.d/new --native %t.native %t.new.wasm
// RUN: %everywhere --work %t.d/new0 --option=-O0 --native %t.native %t.new.wasm
// RUN: %wasi-clang -x c++ -fwasm-exceptions -mllvm -wasm-use-legacy-eh=true %s %S/Inputs/cxx-exceptions.cpp -lc++ -lc++abi -o %t.old.wasm
// RUN: %everywhere --work %t.d/old --option=--features=all,+legacy-exceptions --native %t.native %t.old.wasm
#include <stdio.h>
struct Noisy {
  const char *name;
  Noisy(const char *name) : name(name) {}
  ~Noisy() { printf("~%s\n", name); }
};
struct Failure {
  int code;
};
[[gnu::noinline]] void fail(int way) {
  Noisy frame("fail");
  if (way == 1)
    throw 7;
  if (way == 2)
    throw Failure{42};
  if (way == 3)
    throw 1.5;
}
[[gnu::noinline]] int classify(int way) {
  Noisy frame("classify");
  try {
    fail(way);
    return 0;
  } catch (int n) {
    return n;
  } catch (const Failure &failure) {
    return failure.code;
  }
}
[[gnu::noinline]] int rethrower(int way) {
  try {
    return classify(way);
  } catch (...) {
    puts("rethrow");
    throw;
  }
}
int main() {
  for (int way = 0; way < 4; ++way)
    try {
      printf("%d: %d\n", way, rethrower(way));
    } catch (double d) {
      printf("double %.1f\n", d);
    }
  long sum = 0;
  for (int i = 0; i < 10000; ++i)
    try {
      if (i % 3)
        throw i;
    } catch (int n) {
      sum += n;
    }
  printf("sum %ld\n", sum);
  return 0;
}

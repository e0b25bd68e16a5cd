// setjmp and longjmp, which clang makes exceptions of, in both forms: over several frames, to the function's own call, several
// times.
// REQUIRES: wasi-libc
// RUN: %native-clang %s -o %t.native
// RUN: %wasi-clang -mllvm -wasm-enable-sjlj -mllvm -wasm-use-legacy-eh=false %s %S/Inputs/setjmp.c -o %t.new.wasm
// RUN: %everywhere --work %t.d/new --native %t.native %t.new.wasm
// RUN: %wasi-clang -mllvm -wasm-enable-sjlj -mllvm -wasm-use-legacy-eh=true %s %S/Inputs/setjmp.c -o %t.old.wasm
// RUN: %everywhere --work %t.d/old --option=--features=all,+legacy-exceptions --native %t.native %t.old.wasm
#include <stdio.h>
#if defined(__wasm__)
typedef struct {
  void *words[8];
} jmp_buf[1];
int setjmp(jmp_buf) __attribute__((returns_twice));
_Noreturn void longjmp(jmp_buf, int);
#else
#include <setjmp.h>
#endif

static jmp_buf outer, inner;
static volatile int rounds;

__attribute__((noinline)) static void jump(int depth, int value) {
  volatile char frame[64];
  frame[0] = (char)depth;
  if (depth == 0)
    longjmp(value % 2 ? outer : inner, value);
  jump(depth - 1, value);
  printf("never %d\n", frame[0]);
}

__attribute__((noinline)) static int middle(int value) {
  int found = setjmp(inner);
  if (found != 0)
    return -found;
  jump(5, value);
  return 0;
}

int main(void) {
  int value = setjmp(outer);
  printf("outer %d\n", value);
  if (rounds++ < 3)
    printf("middle %d\n", middle(value + rounds));
  else
    return 0;
  if (rounds < 10)
    longjmp(outer, 100 + rounds);
  return 1;
}

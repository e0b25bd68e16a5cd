// What the program wrote before it trapped is there, and the trap's report goes to standard error alone.
// RUN: %wasi-clang %s -o %t.wasm && %wasmc %t.wasm -o %t
// RUN: %exits 134 %t >%t.out 2>%t.err
// RUN: FileCheck %s --check-prefix=OUT --input-file=%t.out --implicit-check-not=trap
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err --implicit-check-not=before
// REQUIRES: wasi-libc
// OUT: before the trap
// ERR: trap: unreachable
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  puts("before the trap");
  fflush(stdout);
  abort();
}

// Deny by default: without a grant there is no file and no variable; grants come from the command line or from WASMC_OPTS.
// RUN: rm -rf %t.d && mkdir -p %t.d/dir && echo content > %t.d/dir/file.txt && %wasi-clang %s -o %t.wasm
// REQUIRES: wasi-libc
//
// RUN: %wasmc %t.wasm -o %t.denied && env COLOUR=blue %exits 1 %t.denied dir/file.txt | FileCheck %s --check-prefix=DENIED
// DENIED: COLOUR=(none)
// DENIED: dir/file.txt cannot be opened
//
// RUN: %wasmc %t.wasm --dir %t.d/dir::dir --env COLOUR=red -o %t.granted
// RUN: env COLOUR=blue %t.granted dir/file.txt | FileCheck %s --check-prefix=GRANTED
// RUN: %exits 1 %t.granted dir/../../policy.c | FileCheck %s --check-prefix=ESCAPE
// GRANTED: COLOUR=red
// GRANTED: content
// ESCAPE: dir/../../policy.c cannot be opened
//
// RUN: %wasmc %t.wasm --dir %t.d/dir::dir:ro --env COLOUR -o %t.readonly
// RUN: env COLOUR=green %t.readonly dir/file.txt | FileCheck %s --check-prefix=INHERITED
// RUN: %exits 1 %t.readonly dir/file.txt w | FileCheck %s --check-prefix=READONLY
// INHERITED: COLOUR=green
// INHERITED: content
// READONLY: dir/file.txt cannot be opened
//
// RUN: env WASMC_OPTS="--dir %t.d/dir::dir --inherit-env" COLOUR=black %t.denied dir/file.txt | FileCheck %s --check-prefix=LATER
// LATER: COLOUR=black
// LATER: content
//
// A directory that isn't there is an error before the program starts.
// RUN: %wasmc %t.wasm --dir %t.d/absent::dir -o %t.absent
// RUN: %exits 125 %t.absent 2>&1 | FileCheck %s --check-prefix=ABSENT --implicit-check-not=COLOUR
// ABSENT: error: {{.*}}absent
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  const char *colour = getenv("COLOUR");
  printf("COLOUR=%s\n", colour ? colour : "(none)");
  if (argc < 2)
    return 0;
  FILE *file = fopen(argv[1], argc > 2 ? "r+" : "r");
  if (!file) {
    printf("%s cannot be opened\n", argv[1]);
    return 1;
  }
  char line[64];
  while (fgets(line, sizeof line, file))
    fputs(line, stdout);
  return 0;
}

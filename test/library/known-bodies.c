/* A copy or a fill of a C library's own functions (codegen/emit/KnownBody) that leaves the memory is a trap of the guest's. One of no
   bytes never is.

   RUN: %wasi-clang -mno-bulk-memory -mno-bulk-memory-opt -mexec-model=reactor %S/Inputs/known-bodies.c -o %t.wasm
   RUN: %wasmc --emit=shared %t.wasm -o %t.so && %wasmc --emit=shared -O0 %t.wasm -o %t.0.so
   RUN: %wasmc --emit=shared --bounds=explicit %t.wasm -o %t.explicit.so
   RUN: %hostcc %s -o %t && %run %t %t.so | FileCheck %s
   RUN: %run %t %t.0.so | FileCheck %s
   RUN: %run %t %t.explicit.so | FileCheck %s
   CHECK: all held

   Unchecked ones are kept, and are no tail calls: the handler looks for the guest in their caller.
   RUN: %wasmc --emit=llvm-ir -O0 %t.wasm -o - | FileCheck %s --check-prefix=IR
   IR-COUNT-3: notail call void @llvm.mem{{cpy|move|set}}.{{.*}}, i1 true)
   REQUIRES: wasi-libc
*/
#include "Inputs/Expect.h"

static void expectOutcome(wasmc_module *module, const char *name, uint32_t address, uint32_t count, int traps) {
  wasmc_instance *instance = makeInstance(module, NULL, NULL);
  wasmc_error *error = tryCall(instance, name, (int32_t)address, (int32_t)count, NULL);
  if (traps != (error != NULL))
    printf("%s(%u, %u)\n", name, address, count);
  if (traps)
    FAILS(error, WASMC_TRAP, "out of bounds memory access");
  else
    DONE(error);
  wasmc_instance_delete(instance);
}

int main(int argc, char **argv) {
  static const char *const names[] = {"copy_to", "copy_from", "move_to", "move_from", "fill"};
  static const uint32_t counts[] = {1, 3, 8, 16, 100, 900};
  EXPECT(argc == 2);
  wasmc_module *module = openModule(argv[1]);
  wasmc_instance *instance = makeInstance(module, NULL, NULL);
  uint32_t end = (uint32_t)wasmc_memory_size(wasmc_instance_memory(instance, "memory"));
  wasmc_instance_delete(instance);
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    expectOutcome(module, names[i], UINT32_MAX, 0, 0);
    expectOutcome(module, names[i], 16, 0xf0000000, 1);
    for (size_t j = 0; j < sizeof counts / sizeof *counts; ++j) {
      expectOutcome(module, names[i], end - counts[j], counts[j], 0);
      expectOutcome(module, names[i], end - counts[j] + 1, counts[j], 1);
      expectOutcome(module, names[i], end, counts[j], 1);
      expectOutcome(module, names[i], 0xffff0000, counts[j], 1);
      expectOutcome(module, names[i], UINT32_MAX - counts[j] / 2, counts[j], 1);
    }
  }
  wasmc_module_delete(module);
  puts("all held");
  return 0;
}

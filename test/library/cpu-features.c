/* libwasmc refuses a plugin, loaded or linked in, whose code needs what this CPU lacks, and says what that is.

   REQUIRES: qemu-x86_64, x86_64
   RUN: rm -rf %t && mkdir -p %t && cd %t
   RUN: %wasmc --emit=shared,static-lib --cpu=x86-64-v3 %S/Inputs/calls.wat -o calls && %wasmc --emit=shared %S/Inputs/calls.wat -o plain.so
   RUN: %wasmc inspect calls.so | FileCheck %s --check-prefix=INSPECT
   INSPECT: CPU features needed: AVX, AVX2, BMI1, BMI2, F16C, FMA, LZCNT, MOVBE
   RUN: %hostcc %s calls.a -o host
   RUN: qemu-x86_64 -cpu Haswell ./host | FileCheck %s --check-prefix=RUNS
   RUNS: calls.so: 49
   RUNS-NEXT: plain.so: 49
   RUNS-NEXT: linked: 49
   RUN: qemu-x86_64 -cpu Nehalem ./host | FileCheck %s --check-prefix=REFUSED
   REFUSED: calls.so: kind 3: ./calls.so: compiled for a CPU with AVX, AVX2, BMI1, BMI2, F16C, FMA, LZCNT, MOVBE, which this one lacks; compile it with another --cpu, or none
   REFUSED-NEXT: plain.so: 49
   REFUSED-NEXT: linked: kind 3: the linked module: compiled for a CPU with AVX,
*/
#include "Inputs/Expect.h"

extern const struct wasmc_plugin calls_plugin;

static wasmc_error *square(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller;
  slots[0].i64 = (int64_t)slots[0].i32 * slots[0].i32;
  return NULL;
}

static void use(const char *name, wasmc_module *module, wasmc_error *error, const wasmc_imports *imports) {
  if (!module) {
    printf("%s: kind %d: %s\n", name, (int)wasmc_error_kind_of(error), wasmc_error_message(error));
    wasmc_error_delete(error);
    return;
  }
  wasmc_instance *instance = makeInstance(module, imports, NULL);
  wasmc_value argument = {.i32 = 7}, result;
  DONE(wasmc_call(instance, "work", &argument, 1, &result, 1));
  printf("%s: %lld\n", name, (long long)result.i64);
  wasmc_instance_delete(instance);
  wasmc_module_delete(module);
}

int main(void) {
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "log", "(i32) -> (i64)", square, NULL, NULL));
  const char *names[] = {"calls.so", "plain.so"}, *paths[] = {"./calls.so", "./plain.so"};
  for (int i = 0; i < 2; ++i) {
    wasmc_error *error = NULL;
    wasmc_module *module = wasmc_module_open(paths[i], &error);
    use(names[i], module, error, imports);
  }
  wasmc_error *error = NULL;
  wasmc_module *module = wasmc_module_linked(&calls_plugin, &error);
  use("linked", module, error, imports);
  wasmc_imports_delete(imports);
  return 0;
}

/* Exceptions belong to their instance: all together have a limit, and are gone with it, and with a reset; none is freed that a guest refers to.

   RUN: %wasmc --emit=shared %S/Inputs/exceptions.wat -o %t.so
   RUN: %hostcc %s -o %t && %run %t %t.so | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o %t.sanitized && %t.sanitized %t.so | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <unistd.h>

/* AddressSanitizer keeps what is freed for a while. */
#if __has_feature(address_sanitizer)
static const int isMeasured = 0;
#else
static const int isMeasured = !isEmulated;
#endif

static long residentBytes(void) {
  long size, resident;
  FILE *file = fopen("/proc/self/statm", "r");
  EXPECT(file && fscanf(file, "%ld %ld", &size, &resident) == 2);
  fclose(file);
  return resident * sysconf(_SC_PAGESIZE);
}

static wasmc_error *back(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)slots;
  return tryCall(caller, "many", 2000, 0, NULL);
}

static wasmc_instance *make(wasmc_module *module, const char *option) {
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "back", NULL, back, NULL, NULL));
  wasmc_policy *policy = wasmc_policy_new();
  DONE(wasmc_policy_add(policy, option));
  wasmc_instance *instance = makeInstance(module, imports, policy);
  wasmc_policy_delete(policy);
  wasmc_imports_delete(imports);
  return instance;
}

/* One of 16 values takes 512 bytes. */
static void testLimits(wasmc_module *module) {
  const char *options[] = {"--max-memory=1M", "--max-gc-heap=1M"};
  for (int i = 0; i < 2; ++i) {
    wasmc_instance *instance = make(module, options[i]);
    EXPECT(call(instance, "live", 2000, 0) == 2000 && call(instance, "live", 2000, 0) == 2000);
    FAILS(tryCall(instance, "live", 3000, 0, NULL), WASMC_TRAP, "heap exhausted");
    DONE(wasmc_instance_reset(instance));
    EXPECT(call(instance, "live", 2000, 0) == 2000);
    wasmc_instance_delete(instance);
  }
}

/* The throw traps, at one of these depths, when the exception has been made. */
static void testReset(wasmc_module *module) {
  wasmc_instance *instance = make(module, "--max-stack=64K");
  int depth = 100;
  for (wasmc_error_kind kind = WASMC_EXCEPTION; kind == WASMC_EXCEPTION; ++depth) {
    wasmc_error *error = tryCall(instance, "deep", depth, 0, NULL);
    EXPECT(error);
    kind = wasmc_error_kind_of(error);
    wasmc_error_delete(error);
    DONE(wasmc_instance_reset(instance));
  }
  long before = 0;
  for (int round = 0; round < (isEmulated ? 1 : 20); ++round) {
    for (int i = 0; i < 40; ++i)
      for (int times = 0; times < 10; ++times) {
        wasmc_error_delete(tryCall(instance, "deep", depth - 20 + i, 0, NULL));
        DONE(wasmc_instance_reset(instance));
      }
    before = before ? before : residentBytes();
  }
  EXPECT(!isMeasured || residentBytes() - before < 1 << 20);
  wasmc_instance_delete(instance);
}

static void testDeletion(wasmc_module *module) {
  long before = 0;
  for (int i = 0; i < 50; ++i) {
    wasmc_instance *instance = make(module, "--max-gc-heap=2M");
    EXPECT(call(instance, "live", 4000, 0) == 4000);
    wasmc_instance_delete(instance);
    before = before ? before : residentBytes();
  }
  EXPECT(!isMeasured || residentBytes() - before < 8 << 20);
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  wasmc_module *module = openModule(argv[1]);
  testLimits(module);
  testReset(module);
  testDeletion(module);
  wasmc_instance *instance = make(module, "--max-gc-heap=1M");
  for (int i = 0; i < 10; ++i)
    EXPECT(call(instance, "keep", 0, 0) == 42);
  wasmc_instance_delete(instance);
  wasmc_module_delete(module);
  puts("all held");
  return 0;
}

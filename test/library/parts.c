/* Instances of several modules: while the first of them is being initialised the main one is not there yet; they have one timeout; a
   reset takes all of them back.

   RUN: rm -rf %t && split-file %S/Inputs/parts.wats %t && cd %t
   RUN: %wasmc --emit=shared main.wat --preload=lib=early.wat -o early.so && %wasmc --emit=shared large.wat --preload=lib=counts.wat -o counts.so
   RUN: %wasmc --emit=shared endless.wat --preload=lib=slow.wat -o slow.so
   RUN: %hostcc %s -o host && %run ./host | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o sanitized && ./sanitized | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <time.h>

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static wasmc_error *hello(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)slots;
  ++*(int *)data;
  EXPECT(!wasmc_instance_memory(caller, "memory") && !wasmc_instance_function(caller, "one"));
  wasmc_imports *imports = wasmc_imports_new();
  FAILS(wasmc_imports_export(imports, "a", "b", caller, "one"), WASMC_INVALID, "no export one");
  wasmc_imports_delete(imports);
  return NULL;
}

static void testEarly(void) {
  int calls = 0;
  wasmc_module *module = openModule("./early.so");
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "hello", NULL, hello, &calls, NULL));
  wasmc_instance *instance = makeInstance(module, imports, NULL);
  EXPECT(calls == 1 && wasmc_memory_size(wasmc_instance_memory(instance, "memory")) == 2 << 16 && call(instance, "one", 0, 0) == 1);
  wasmc_instance_delete(instance);
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
}

static void testReset(void) {
  wasmc_module *module = openModule("./counts.so");
  wasmc_instance *first = makeInstance(module, NULL, NULL), *second = makeInstance(module, NULL, NULL);
  for (int i = 0; i < 3; ++i) {
    EXPECT(call(first, "count", 0, 0) == 1 && call(second, "count", 0, 0) == 1);
    DONE(wasmc_instance_reset(first));
  }
  wasmc_instance_delete(first);
  wasmc_instance_delete(second);
  wasmc_module_delete(module);
}

static wasmc_error *sleepLong(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller, (void)slots;
  nanosleep(&(struct timespec){.tv_nsec = 700000000}, NULL);
  return NULL;
}

/* The host's function, which is not ended, takes most of the time; the endless part has what is left of it. */
static void testTimeout(void) {
  wasmc_module *module = openModule("./slow.so");
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "sleep", NULL, sleepLong, NULL, NULL));
  wasmc_policy *policy = wasmc_policy_new();
  DONE(wasmc_policy_add(policy, "--timeout=1s"));
  double begin = seconds();
  FAILS(refusal(module, imports, policy), WASMC_TIMEOUT, "");
  double time = seconds() - begin;
  EXPECT(time >= 0.99 && (isEmulated || time < 1.5));
  wasmc_policy_delete(policy);
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
}

int main(void) {
  testEarly();
  testReset();
  testTimeout();
  puts("all held");
  return 0;
}

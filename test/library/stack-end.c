/* A guest that calls out at the very end of its stack has exhausted it: the host is not harmed, holds nothing, and goes on. At what place of
   its frame a function meets the end depends on the depth that it is called at, so there are many.

   RUN: rm -rf %t && split-file %S/Inputs/stack-end.wats %t && cd %t
   RUN: %wasmc --emit=shared callback.wat -o callback.so && %wasmc --emit=shared other.wat -o other.so && %wasmc --emit=shared cross.wat -o cross.so
   RUN: %hostcc %s -o host && %run ./host | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o sanitized && ./sanitized | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <pthread.h>

enum { places = 64 };

static wasmc_policy *smallStack(void) {
  wasmc_policy *policy = wasmc_policy_new();
  DONE(wasmc_policy_add(policy, "--max-stack=64K"));
  return policy;
}

static wasmc_error *nothing(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller, (void)slots;
  return NULL;
}

/* With a lock of the allocator's held by a guest that is gone, this would wait for ever. */
static void useHeap(void) {
  void *blocks[16];
  for (int i = 0; i < 16; ++i)
    EXPECT((blocks[i] = calloc(1, 100 + 500 * (size_t)i)));
  for (int i = 0; i < 16; ++i)
    free(blocks[i]);
}

static void *idle(void *barrier) {
  pthread_barrier_wait(barrier);
  return NULL;
}

static void testCallbacks(void) {
  wasmc_imports *imports = wasmc_imports_new();
  const char *names[] = {"log", "keep", "refuse"};
  for (int i = 0; i < 3; ++i)
    DONE(wasmc_imports_function(imports, "env", names[i], NULL, nothing, NULL, NULL));
  wasmc_policy *policy = smallStack();
  wasmc_module *module = openModule("./callback.so");
  wasmc_instance *instance = makeInstance(module, imports, policy);
  for (int i = 0; i < places; ++i) {
    FAILS(tryCall(instance, "logs", i, 0, NULL), WASMC_TRAP, "call stack exhausted");
    DONE(wasmc_instance_reset(instance));
    FAILS(tryCall(instance, "keeps", i, 0, NULL), WASMC_TRAP, "call stack exhausted");
    DONE(wasmc_instance_reset(instance));
  }
  int refused = 0, exhausted = 0;
  for (int depth = 1000; exhausted < places; ++depth) {
    wasmc_error *error = tryCall(instance, "refuses", depth, 0, NULL);
    EXPECT(error && (wasmc_error_kind_of(error) == WASMC_INVALID || wasmc_error_kind_of(error) == WASMC_TRAP));
    wasmc_error_kind_of(error) == WASMC_INVALID ? ++refused : ++exhausted;
    wasmc_error_delete(error);
    DONE(wasmc_instance_reset(instance));
    useHeap();
  }
  EXPECT(refused > 0);
  wasmc_instance_delete(instance);
  wasmc_module_delete(module);
  wasmc_policy_delete(policy);
  wasmc_imports_delete(imports);
}

static void *useOther(void *other) {
  wasmc_error *error = tryCall(other, "next", 1, 0, NULL);
  EXPECT(!error || wasmc_error_kind_of(error) == WASMC_POISONED);
  wasmc_error_delete(error);
  return NULL;
}

static void testCrossCalls(void) {
  wasmc_module *first = openModule("./other.so"), *second = openModule("./cross.so");
  wasmc_instance *other = makeInstance(first, NULL, NULL);
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_instance(imports, "other", other));
  wasmc_policy *policy = smallStack();
  wasmc_instance *instance = makeInstance(second, imports, policy);
  for (int i = 0; i < places; ++i) {
    FAILS(tryCall(instance, "calls", i, 0, NULL), WASMC_TRAP, "call stack exhausted");
    DONE(wasmc_instance_reset(instance));
    pthread_t thread;
    EXPECT(!pthread_create(&thread, NULL, useOther, other) && !pthread_join(thread, NULL));
    DONE(wasmc_instance_reset(other));
  }
  wasmc_instance_delete(instance);
  wasmc_instance_delete(other);
  wasmc_module_delete(first);
  wasmc_module_delete(second);
  wasmc_policy_delete(policy);
  wasmc_imports_delete(imports);
}

int main(void) {
  pthread_t thread;
  pthread_barrier_t barrier; /* with one thread the C library's allocator may lock nothing */
  pthread_barrier_init(&barrier, NULL, 2);
  EXPECT(!pthread_create(&thread, NULL, idle, &barrier));
  testCallbacks();
  testCrossCalls();
  pthread_barrier_wait(&barrier);
  pthread_join(thread, NULL);
  puts("all held");
  return 0;
}

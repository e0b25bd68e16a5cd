/* What a reset leaves of what a guest has done: nothing. Pools, and limits of the policy.

   RUN: %wasmc --emit=shared %S/Inputs/kinds.wat -o %t.so
   RUN: %wasmc --emit=shared --bounds=explicit %S/Inputs/kinds.wat -o %t.explicit.so
   RUN: %hostcc %s -o %t && %run %t %t.so | FileCheck %s
   RUN: %run %t %t.explicit.so | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o %t.sanitized && %t.sanitized %t.so | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

static wasmc_error *nothing(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller, (void)slots;
  return NULL;
}

/* Of so many pages in the end: up to two are compared, more are discarded. */
static void dirty(wasmc_instance *instance, int pages) {
  wasmc_memory *memory = wasmc_instance_memory(instance, "memory");
  wasmc_table *table = wasmc_instance_table(instance, "table");
  wasmc_value value = {.i32 = 0};
  EXPECT(call(instance, "grow", pages - 1, 0) == 1 && call(instance, "grow table", 4, 0) == 3);
  memset(wasmc_memory_data(memory), 0xee, wasmc_memory_size(memory));
  call(instance, "store", 70000, 5);
  for (uint64_t i = 0; i < wasmc_table_size(table); ++i) {
    value.funcref = wasmc_instance_function(instance, "sub");
    DONE(wasmc_table_set(table, i, &value));
  }
  value.externref = &value;
  DONE(wasmc_table_set(wasmc_instance_table(instance, "things"), 0, &value));
  DONE(wasmc_function_call(wasmc_instance_function(instance, "keep"), &value));
}

static void expectFresh(wasmc_instance *instance) {
  wasmc_memory *memory = wasmc_instance_memory(instance, "memory");
  wasmc_table *table = wasmc_instance_table(instance, "table");
  wasmc_value value;
  EXPECT(wasmc_memory_size(memory) == 65536);
  for (uint64_t i = 0; i < 65536; ++i)
    EXPECT(wasmc_memory_data(memory)[i] == (i >= 16 && i < 21 ? "hello"[i - 16] : 0));
  wasmc_global_get(wasmc_instance_global(instance, "counter"), &value);
  EXPECT(value.i32 == 7 && wasmc_table_size(table) == 3);
  DONE(wasmc_table_get(table, 0, &value));
  EXPECT(value.funcref == wasmc_instance_function(instance, "add"));
  DONE(wasmc_table_get(table, 1, &value));
  EXPECT(!value.funcref);
  DONE(wasmc_table_get(wasmc_instance_table(instance, "things"), 0, &value));
  EXPECT(!value.externref);
  DONE(wasmc_function_call(wasmc_instance_function(instance, "kept"), &value));
  EXPECT(!value.externref);
  FAILS(tryCall(instance, "load", 65536, 0, NULL), WASMC_TRAP, "out of bounds");
  DONE(wasmc_instance_reset(instance));
  EXPECT(call(instance, "grow", 1, 0) == 1 && call(instance, "load", 70000, 0) == 0);
  EXPECT(call(instance, "grow table", 1, 0) == 3);
  DONE(wasmc_instance_reset(instance));
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  wasmc_module *module = openModule(argv[1]);
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "log", NULL, nothing, NULL, NULL));
  DONE(wasmc_imports_function(imports, "env", "pair", NULL, nothing, NULL, NULL));
  DONE(wasmc_imports_function(imports, "env", "echo", NULL, nothing, NULL, NULL));
  wasmc_instance *instance = makeInstance(module, imports, NULL);
  expectFresh(instance);
  for (int pages = 2; pages <= 4; ++pages) {
    dirty(instance, pages);
    DONE(wasmc_instance_reset(instance));
    expectFresh(instance);
  }
  wasmc_instance_delete(instance);

  wasmc_policy *policy = wasmc_policy_new();
  FAILS(wasmc_policy_add(policy, "--max-memory=many"), WASMC_INVALID, "many");
  FAILS(wasmc_policy_add(policy, "--seal"), WASMC_INVALID, "--seal");
  DONE(wasmc_policy_add(policy, "--max-memory=128K"));
  DONE(wasmc_policy_add(policy, "--max-table=4"));
  DONE(wasmc_policy_add(policy, "--max-stack=64K"));
  wasmc_error *error = NULL;
  wasmc_pool *pool = wasmc_pool_new(module, imports, policy, 2, &error);
  DONE(error);
  wasmc_imports_delete(imports);
  wasmc_policy_delete(policy);
  wasmc_module_delete(module);
  wasmc_instance *taken[3];
  for (int round = 0; round < 10; ++round) {
    for (int i = 0; i < 3; ++i) {
      taken[i] = wasmc_pool_take(pool, NULL);
      EXPECT(call(taken[i], "grow", 1, 0) == 1 && call(taken[i], "grow", 1, 0) == -1);
      EXPECT(call(taken[i], "grow table", 1, 0) == 3 && call(taken[i], "grow table", 1, 0) == -1);
      call(taken[i], "store", 1000 * i, 77);
    }
    FAILS(tryCall(taken[0], "descend", 0, 0, NULL), WASMC_TRAP, "call stack exhausted");
    for (int i = 0; i < 3; ++i)
      wasmc_pool_give(pool, taken[i]);
    taken[0] = wasmc_pool_take(pool, NULL);
    expectFresh(taken[0]);
    wasmc_pool_give(pool, taken[0]);
  }
  wasmc_pool_delete(pool);
  puts("all held");
  return 0;
}

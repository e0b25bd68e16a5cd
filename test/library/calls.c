/* Calls into a guest and out of it: values, errors of every kind that a guest can cause, what the host sees of an instance.

   RUN: %wasmc --emit=shared %S/Inputs/kinds.wat -o %t.so
   RUN: %hostcc %s -o %t && %run %t %t.so | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o %t.sanitized && %t.sanitized %t.so | FileCheck %s %}
   RUN: %wasmc --emit=shared --bounds=explicit %S/Inputs/kinds.wat -o %t.explicit.so && %run %t %t.explicit.so | FileCheck %s
   CHECK: all held
*/
#include "Inputs/Expect.h"

static int logged, dropped;

static wasmc_error *logValue(void *data, wasmc_instance *caller, wasmc_value *slots) {
  EXPECT(data == &logged && caller);
  logged = slots[0].i32;
  if (logged == 13)
    return wasmc_error_new("not this one");
  if (logged == 14) { /* calls back */
    int32_t sum = call(caller, "add", 20, 22);
    EXPECT(sum == 42);
    FAILS(tryCall(caller, "divide", 1, 0, NULL), WASMC_TRAP, "integer divide by zero");
    FAILS(tryCall(caller, "add", 1, 1, NULL), WASMC_POISONED, "");
  }
  return NULL;
}

static wasmc_error *pair(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller;
  int64_t integer = slots[0].i64;
  slots[0].f64 = slots[1].f64 * 2;
  slots[1].i64 = integer + 1;
  return NULL;
}

static wasmc_error *echo(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data;
  EXPECT(!slots[1].funcref || slots[1].funcref == wasmc_instance_function(caller, "sub"));
  return NULL;
}

static void drop(void *data) { ++*(int *)data; }

static wasmc_imports *makeImports(void) {
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "log", "(i32) -> ()", logValue, &logged, NULL));
  DONE(wasmc_imports_function(imports, "env", "pair", "(i64, f64) -> (f64, i64)", pair, &dropped, drop));
  DONE(wasmc_imports_function(imports, "env", "echo", NULL, echo, NULL, NULL));
  return imports;
}

static void testLists(wasmc_module *module) {
  EXPECT(wasmc_module_import_count(module) == 3 && wasmc_module_export_count(module) == 21);
  wasmc_extern_type import = wasmc_module_import(module, 1);
  EXPECT(!strcmp(import.module, "env") && !strcmp(import.name, "pair") && !strcmp(import.type, "(i64, f64) -> (f64, i64)"));
  wasmc_extern_type memory = wasmc_module_export(module, 0), counter = wasmc_module_export(module, 1);
  EXPECT(memory.kind == WASMC_MEMORY && !memory.module && !strcmp(memory.name, "memory") && !strcmp(memory.type, "memory 1 4"));
  EXPECT(counter.kind == WASMC_GLOBAL && !strcmp(counter.type, "mut i32"));
  EXPECT(!strcmp(wasmc_module_export(module, 3).type, "table 3 10 funcref"));
}

static void testValues(wasmc_instance *instance) {
  wasmc_value slots[2] = {{.i64 = 1}, {.f64 = 1.5}};
  DONE(wasmc_function_call(wasmc_instance_function(instance, "pair"), slots));
  EXPECT(slots[0].f64 == 3 && slots[1].i64 == 2);
  wasmc_value vector = {.v128 = {1, 2, 3}};
  DONE(wasmc_function_call(wasmc_instance_function(instance, "v128"), &vector));
  EXPECT(vector.v128[0] == 2 && vector.v128[2] == 6 && vector.v128[15] == 0);
  wasmc_value arguments[2] = {{.i32 = 2}, {.i32 = 3}}, result;
  DONE(wasmc_call(instance, "add", arguments, 2, &result, 1));
  EXPECT(result.i32 == 5);
  FAILS(wasmc_call(instance, "add", arguments, 1, &result, 1), WASMC_INVALID, "takes 2 arguments");
  FAILS(wasmc_call(instance, "absent", arguments, 1, &result, 1), WASMC_INVALID, "absent");
  wasmc_function *function = wasmc_instance_function(instance, "pair");
  EXPECT(function == wasmc_instance_function(instance, "pair") && !wasmc_instance_function(instance, "memory"));
  EXPECT(wasmc_function_parameter_count(function) == 2 && wasmc_function_result(function, 0) == WASMC_F64);
  DONE(wasmc_function_check(function, "(i64,f64) -> (f64,i64)"));
  FAILS(wasmc_function_check(function, "(i64) -> ()"), WASMC_INVALID, "(i64, f64) -> (f64, i64)");
  EXPECT(call(instance, "transform", 42, 0) == 94 && logged == 42);
}

static void testReferences(wasmc_instance *instance, wasmc_instance *other) {
  wasmc_function *echoed = wasmc_instance_function(instance, "echo"), *sub = wasmc_instance_function(instance, "sub");
  wasmc_value slots[2] = {{.externref = &logged}, {.funcref = sub}};
  DONE(wasmc_function_call(echoed, slots));
  EXPECT(slots[0].externref == &logged && slots[1].funcref == sub);
  slots[0].externref = NULL, slots[1].funcref = NULL;
  DONE(wasmc_function_call(echoed, slots));
  EXPECT(!slots[0].externref && !slots[1].funcref);
  slots[1].funcref = wasmc_instance_function(other, "sub");
  FAILS(wasmc_function_call(echoed, slots), WASMC_INVALID, "does not belong");
  slots[0].externref = &slots;
  DONE(wasmc_function_call(wasmc_instance_function(instance, "keep"), slots));
  DONE(wasmc_function_call(wasmc_instance_function(instance, "kept"), slots));
  EXPECT(slots[0].externref == &slots);
}

static void testState(wasmc_instance *instance, wasmc_instance *other) {
  wasmc_memory *memory = wasmc_instance_memory(instance, "memory");
  char text[6] = "";
  EXPECT(wasmc_memory_size(memory) == 65536 && wasmc_memory_read(memory, 16, text, 5) && !strcmp(text, "hello"));
  EXPECT(!wasmc_memory_at(memory, 65530, 7) && wasmc_memory_at(memory, 65530, 6) == wasmc_memory_data(memory) + 65530);
  EXPECT(!wasmc_memory_at(memory, UINT64_MAX, 2) && !wasmc_memory_write(memory, 65536, text, 1));
  EXPECT(wasmc_memory_write(memory, 32, "\1\2\3\4", 4) && call(instance, "load", 32, 0) == 0x04030201);
  EXPECT(wasmc_memory_grow(memory, 1) == 1 && wasmc_memory_grow(memory, 3) == -1 && call(instance, "load", 65536, 0) == 0);
  EXPECT(wasmc_memory_size(wasmc_instance_memory(other, "memory")) == 65536 && call(other, "load", 32, 0) == 0);
  wasmc_global *counter = wasmc_instance_global(instance, "counter"), *constant = wasmc_instance_global(instance, "constant");
  wasmc_value value = {.i32 = 8};
  DONE(wasmc_global_set(counter, &value));
  wasmc_global_get(wasmc_instance_global(other, "counter"), &value);
  EXPECT(value.i32 == 7 && wasmc_global_kind(constant) == WASMC_I64);
  FAILS(wasmc_global_set(constant, &value), WASMC_INVALID, "can't be changed");
  wasmc_table *table = wasmc_instance_table(instance, "table");
  EXPECT(wasmc_table_size(table) == 3 && call(instance, "through", 40, 0) == 42);
  value.funcref = wasmc_instance_function(instance, "sub");
  DONE(wasmc_table_set(table, 1, &value));
  EXPECT(call(instance, "through", 40, 1) == 38);
  DONE(wasmc_table_get(table, 1, &value));
  EXPECT(value.funcref == wasmc_instance_function(instance, "sub"));
  DONE(wasmc_table_get(wasmc_instance_table(other, "table"), 1, &value));
  EXPECT(!value.funcref);
  value.funcref = wasmc_instance_function(other, "sub");
  FAILS(wasmc_table_set(table, 1, &value), WASMC_INVALID, "another instance");
  FAILS(wasmc_table_get(table, 3, &value), WASMC_INVALID, "out of bounds");
}

/* Each poisons the instance, which a reset cures. */
static void testErrors(wasmc_instance *instance) {
  wasmc_error *error = tryCall(instance, "load", 1 << 20, 0, NULL);
  EXPECT(error && wasmc_error_kind_of(error) == WASMC_TRAP);
  EXPECT(!strcmp(wasmc_error_message(error), "out of bounds memory access"));
  EXPECT(strstr(wasmc_error_backtrace(error), "  at inner\n  at load\n"));
  wasmc_error_delete(error);
  FAILS(tryCall(instance, "add", 1, 1, NULL), WASMC_POISONED, "");
  DONE(wasmc_instance_reset(instance));
  EXPECT(call(instance, "add", 1, 1) == 2);
  FAILS(tryCall(instance, "descend", 0, 0, NULL), WASMC_TRAP, "call stack exhausted");
  DONE(wasmc_instance_reset(instance));
  FAILS(tryCall(instance, "through", 0, 2, NULL), WASMC_TRAP, "uninitialized element");
  DONE(wasmc_instance_reset(instance));
  FAILS(tryCall(instance, "transform", 13, 0, NULL), WASMC_HOST, "not this one");
  FAILS(tryCall(instance, "add", 1, 1, NULL), WASMC_POISONED, "");
  DONE(wasmc_instance_reset(instance));
  error = tryCall(instance, "throw", 99, 0, NULL);
  EXPECT(error && wasmc_error_kind_of(error) == WASMC_EXCEPTION && strstr(wasmc_error_message(error), "failure (i32 99)"));
  EXPECT(strstr(wasmc_error_backtrace(error), "  at throw\n"));
  wasmc_error_delete(error);
  EXPECT(call(instance, "add", 1, 1) == 2);
  DONE(tryCall(instance, "transform", 14, 0, NULL));
  DONE(wasmc_instance_reset(instance));
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  wasmc_module *module = openModule(argv[1]);
  wasmc_imports *imports = makeImports();
  testLists(module);
  wasmc_instance *instance = makeInstance(module, imports, NULL), *other = makeInstance(module, imports, NULL);
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
  testValues(instance);
  testReferences(instance, other);
  testState(instance, other);
  testErrors(instance);
  wasmc_instance_set_data(instance, &logged);
  EXPECT(wasmc_instance_data(instance) == &logged && !wasmc_instance_data(other));
  wasmc_instance_delete(instance);
  EXPECT(dropped == 0);
  wasmc_instance_delete(other);
  EXPECT(dropped == 1);
  puts("all held");
  return 0;
}

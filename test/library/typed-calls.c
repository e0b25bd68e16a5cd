/* Calls whose values stay in registers (WASMC_TYPED_CALL): usual ones, and those where something else must be done first.

   RUN: %wasmc --emit=shared %S/Inputs/typed.wat -o %t.so
   RUN: %hostcc %s -o %t && %run %t %t.so | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o %t.sanitized && %t.sanitized %t.so | FileCheck %s %}
   RUN: %wasmc --emit=shared --bounds=explicit -O0 %S/Inputs/typed.wat -o %t.explicit.so && %run %t %t.explicit.so | FileCheck %s

   Functions take their values elsewhere: with a budget in front of them, or where a tail call in the module changes all of them.
   RUN: %wasmc --emit=shared --fuel=1000000000000 %S/Inputs/typed.wat -o %t.fuel.so && %run %t %t.fuel.so | FileCheck %s
   RUN: sed 's/^  (func (export "clear")/  (func (param i32 i32) (result i32) (return_call $divide (local.get 0) (local.get 1)))\n&/' %S/Inputs/typed.wat > %t.tail.wat
   RUN: grep return_call %t.tail.wat
   RUN: %wasmc --emit=shared %t.tail.wat -o %t.tail.so && %run %t %t.tail.so | FileCheck %s
   CHECK: all held
*/
#include "Inputs/Expect.h"

wasmc_error *callPut(wasmc_function *, int32_t, int64_t, int32_t, int64_t, int32_t) WASMC_TYPED_CALL(none);
wasmc_error *callNothing(wasmc_function *) WASMC_TYPED_CALL(none);
wasmc_i64_result callWide(wasmc_function *) WASMC_TYPED_CALL(i64);
wasmc_i64_result callLoad(wasmc_function *, int32_t) WASMC_TYPED_CALL(i64);
wasmc_f64_result callMix(wasmc_function *, int32_t, double, int64_t, float, double, int32_t, float, double, int64_t, double, float,
                         double, int32_t) WASMC_TYPED_CALL(f64);
wasmc_f32_result callHalf(wasmc_function *, float) WASMC_TYPED_CALL(f32);
wasmc_i32_result callUnary(wasmc_function *, int32_t) WASMC_TYPED_CALL(i32);
wasmc_i32_result callBinary(wasmc_function *, int32_t, int32_t) WASMC_TYPED_CALL(i32);

/* The result of a call that succeeds. */
static int32_t unary(wasmc_function *function, int32_t value) {
  wasmc_i32_result returned = callUnary(function, value);
  DONE(returned.error);
  return returned.value;
}
static int32_t binary(wasmc_function *function, int32_t first, int32_t second) {
  wasmc_i32_result returned = callBinary(function, first, second);
  DONE(returned.error);
  return returned.value;
}
static int64_t wide(wasmc_function *function) {
  wasmc_i64_result returned = callWide(function);
  DONE(returned.error);
  return returned.value;
}

static wasmc_function *find(wasmc_instance *instance, const char *name) {
  wasmc_function *function = wasmc_instance_function(instance, name);
  EXPECT(function);
  return function;
}

static wasmc_instance *other;

static wasmc_error *back(void *data, wasmc_instance *caller, wasmc_value *slots) {
  int32_t result = -1;
  (void)data;
  switch (slots[0].i32) {
  case 1: /* the caller, then another instance, then from there once more */
    EXPECT(binary(find(caller, "divide"), 100, 5) == 20);
    result = unary(find(other, "call_back"), 2);
    EXPECT(result == 7);
    break;
  case 2: result = binary(find(other, "divide"), 21, 3); break;
  case 3: FAILS(callBinary(find(caller, "divide"), 1, 0).error, WASMC_TRAP, "divide by zero"); break;
  case 4: break;
  default: return wasmc_error_new("the host's own");
  }
  slots[0].i32 = result;
  return NULL;
}

static void testValues(wasmc_instance *instance) {
  DONE(callPut(find(instance, "put"), -1, INT64_C(1) << 40, INT32_MIN, -2, 3));
  EXPECT(wide(find(instance, "sum")) == -1 + (INT64_C(1) << 40) * 10 + INT64_C(100) * INT32_MIN - 2000 + 30000);
  DONE(callNothing(find(instance, "clear")));
  EXPECT(wide(find(instance, "sum")) == 0);
  wasmc_f64_result mixed = callMix(find(instance, "mix"), 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4);
  DONE(mixed.error);
  EXPECT(mixed.value == 4321987654321.0);
  wasmc_f32_result half = callHalf(find(instance, "half"), 3);
  DONE(half.error);
  EXPECT(half.value == 1.5f);
  EXPECT(binary(find(instance, "divide"), -7, 2) == -3);
}

static void testErrors(wasmc_instance *instance) {
  FAILS(callBinary(find(instance, "divide"), 1, 0).error, WASMC_TRAP, "integer divide by zero");
  FAILS(callBinary(find(instance, "divide"), 4, 2).error, WASMC_POISONED, "reset");
  FAILS(callHalf(find(instance, "half"), 4).error, WASMC_POISONED, "reset");
  FAILS(callNothing(find(instance, "clear")), WASMC_POISONED, "reset");
  DONE(wasmc_instance_reset(instance));
  FAILS(callLoad(find(instance, "load"), 70000).error, WASMC_TRAP, "out of bounds");
  DONE(wasmc_instance_reset(instance));
  FAILS(callNothing(find(instance, "stop")), WASMC_TRAP, "unreachable");
  DONE(wasmc_instance_reset(instance));
  FAILS(callHalf(find(instance, "stop_halfway"), 4).error, WASMC_TRAP, "unreachable");
  DONE(wasmc_instance_reset(instance));
  wasmc_i64_result loaded = callLoad(find(instance, "load"), 0);
  DONE(loaded.error);
  EXPECT(loaded.value == 0);
  FAILS(callUnary(find(instance, "six"), 1).error, WASMC_INVALID, "of the type");
  FAILS(callUnary(find(instance, "vector"), 1).error, WASMC_INVALID, "of the type");
  FAILS(callUnary(find(instance, "pair"), 1).error, WASMC_INVALID, "of the type");
}

static void testNesting(wasmc_instance *instance) {
  EXPECT(unary(find(instance, "call_back"), 1) == 7);
  FAILS(callUnary(find(instance, "call_back"), 0).error, WASMC_HOST, "the host's own");
  DONE(wasmc_instance_reset(instance));
  /* The call inside poisons it, and the one around it ends as if nothing had been: there is nothing to come after it. */
  EXPECT(unary(find(instance, "call_back"), 3) == -1);
  FAILS(callUnary(find(instance, "call_back"), 2).error, WASMC_POISONED, "reset");
  FAILS(tryCall(instance, "divide", 1, 1, NULL), WASMC_POISONED, "reset");
  DONE(wasmc_instance_reset(instance));
  EXPECT(binary(find(instance, "divide"), 4, 2) == 2);
}

/* With a deadline no call is a usual one. */
static void testTimeout(wasmc_module *module, wasmc_imports *imports) {
  wasmc_policy *policy = wasmc_policy_new();
  DONE(wasmc_policy_add(policy, "--timeout=20ms"));
  wasmc_instance *instance = makeInstance(module, imports, policy);
  testValues(instance);
  FAILS(callHalf(find(instance, "divide"), 1).error, WASMC_INVALID, "of the type"); /* where types are looked at at all */
  FAILS(callUnary(find(instance, "clear"), 1).error, WASMC_INVALID, "of the type");
  FAILS(callNothing(find(instance, "endless")), WASMC_TIMEOUT, "");
  DONE(wasmc_instance_reset(instance));
  testValues(instance);
  wasmc_instance_delete(instance);
  wasmc_policy_delete(policy);
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  wasmc_module *module = openModule(argv[1]);
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "back", "(i32) -> (i32)", back, NULL, NULL));
  wasmc_instance *instance = makeInstance(module, imports, NULL);
  other = makeInstance(module, imports, NULL);
  for (int round = 0; round < 3; ++round) {
    testValues(instance);
    testErrors(instance);
    testNesting(instance);
  }
  testTimeout(module, imports);
  wasmc_instance_delete(instance);
  wasmc_instance_delete(other);
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
  puts("all held");
  return 0;
}

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

wasmc_error *callPut(wasmc_function *, int32_t, int64_t, int32_t, int64_t) WASMC_TYPED_CALL(none);
wasmc_error *callNothing(wasmc_function *) WASMC_TYPED_CALL(none);
wasmc_error *callWide(wasmc_function *, int64_t *) WASMC_TYPED_CALL(i64);
wasmc_error *callLoad(wasmc_function *, int64_t *, int32_t) WASMC_TYPED_CALL(i64);
wasmc_error *callMix(wasmc_function *, double *, int32_t, double, int64_t, float, double, int32_t, float, double, int64_t, double,
                     float, double) WASMC_TYPED_CALL(f64);
wasmc_error *callHalf(wasmc_function *, float *, float) WASMC_TYPED_CALL(f32);
wasmc_error *callUnary(wasmc_function *, int32_t *, int32_t) WASMC_TYPED_CALL(i32);
wasmc_error *callBinary(wasmc_function *, int32_t *, int32_t, int32_t) WASMC_TYPED_CALL(i32);

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
    DONE(callBinary(find(caller, "divide"), &result, 100, 5));
    EXPECT(result == 20);
    DONE(callUnary(find(other, "call_back"), &result, 2));
    EXPECT(result == 7);
    break;
  case 2: DONE(callBinary(find(other, "divide"), &result, 21, 3)); break;
  case 3: FAILS(callBinary(find(caller, "divide"), &result, 1, 0), WASMC_TRAP, "divide by zero"); break;
  case 4: break;
  default: return wasmc_error_new("the host's own");
  }
  slots[0].i32 = result;
  return NULL;
}

static void testValues(wasmc_instance *instance) {
  int64_t sum = -1;
  DONE(callPut(find(instance, "put"), -1, INT64_C(1) << 40, INT32_MIN, -2));
  DONE(callWide(find(instance, "sum"), &sum));
  EXPECT(sum == -1 + (INT64_C(1) << 40) * 10 + INT64_C(100) * INT32_MIN - 2000);
  DONE(callNothing(find(instance, "clear")));
  DONE(callWide(find(instance, "sum"), &sum));
  EXPECT(sum == 0);
  double mixed = 0;
  DONE(callMix(find(instance, "mix"), &mixed, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3));
  EXPECT(mixed == 321987654321.0);
  struct {
    float half, behind;
  } halves = {0, 42};
  DONE(callHalf(find(instance, "half"), &halves.half, 3));
  EXPECT(halves.half == 1.5f && halves.behind == 42);
  int32_t quotients[2] = {0, 42};
  DONE(callBinary(find(instance, "divide"), quotients, -7, 2));
  EXPECT(quotients[0] == -3 && quotients[1] == 42);
}

/* What does not return leaves the result alone, and is said. */
static void testErrors(wasmc_instance *instance) {
  int32_t result = 42;
  int64_t wide = 42;
  FAILS(callBinary(find(instance, "divide"), &result, 1, 0), WASMC_TRAP, "integer divide by zero");
  FAILS(callBinary(find(instance, "divide"), &result, 4, 2), WASMC_POISONED, "reset");
  FAILS(callNothing(find(instance, "clear")), WASMC_POISONED, "reset");
  DONE(wasmc_instance_reset(instance));
  FAILS(callLoad(find(instance, "load"), &wide, 70000), WASMC_TRAP, "out of bounds");
  DONE(wasmc_instance_reset(instance));
  EXPECT(result == 42 && wide == 42);
  DONE(callLoad(find(instance, "load"), &wide, 0));
  EXPECT(wide == 0);
  FAILS(callUnary(find(instance, "five"), &result, 1), WASMC_INVALID, "of the type");
  FAILS(callUnary(find(instance, "vector"), &result, 1), WASMC_INVALID, "of the type");
  FAILS(callUnary(find(instance, "pair"), &result, 1), WASMC_INVALID, "of the type");
  EXPECT(result == 42);
}

static void testNesting(wasmc_instance *instance) {
  int32_t result = 0;
  DONE(callUnary(find(instance, "call_back"), &result, 1));
  EXPECT(result == 7);
  FAILS(callUnary(find(instance, "call_back"), &result, 0), WASMC_HOST, "the host's own");
  DONE(wasmc_instance_reset(instance));
  /* The call inside poisons it, and the one around it ends as if nothing had been: there is nothing to come after it. */
  DONE(callUnary(find(instance, "call_back"), &result, 3));
  EXPECT(result == -1);
  FAILS(callUnary(find(instance, "call_back"), &result, 2), WASMC_POISONED, "reset");
  FAILS(tryCall(instance, "divide", 1, 1, NULL), WASMC_POISONED, "reset");
  DONE(wasmc_instance_reset(instance));
  DONE(callBinary(find(instance, "divide"), &result, 4, 2));
  EXPECT(result == 2);
}

/* With a deadline no call is a usual one. */
static void testTimeout(wasmc_module *module, wasmc_imports *imports) {
  wasmc_policy *policy = wasmc_policy_new();
  DONE(wasmc_policy_add(policy, "--timeout=20ms"));
  wasmc_instance *instance = makeInstance(module, imports, policy);
  testValues(instance);
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

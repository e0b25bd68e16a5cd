/* Guests with objects: each instance has a heap of its own, within a limit, that is empty after a reset and gone with the instance; the
   host has references, which keep objects; nothing of one instance gets into another.

   RUN: %wasmc --emit=shared %S/Inputs/objects.wat -o %t.so
   RUN: %wasmc --emit=shared --bounds=explicit -O0 %S/Inputs/objects.wat -o %t.explicit.so
   RUN: %wasmc --emit=shared %S/Inputs/objects-other.wat -o %t.other.so
   RUN: %hostcc %s -o %t && %run %t %t.so %t.other.so 10 | FileCheck %s
   RUN: %run %t %t.explicit.so %t.other.so 10 --gc-stress | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o %t.sanitized && %t.sanitized %t.so %t.other.so 2 --gc-stress | FileCheck %s %}
   RUN: %if sanitizers %{ %hostcc -fsanitize=thread %s -o %t.tsan && %t.tsan %t.so %t.other.so 2 | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <pthread.h>
#include <unistd.h>

static int things;
static int work;           /* how much */
static const char *stress; /* an option, or null */

static wasmc_policy *makePolicy(const char *limit) {
  wasmc_policy *policy = wasmc_policy_new();
  DONE(wasmc_policy_add(policy, limit));
  if (stress)
    DONE(wasmc_policy_add(policy, stress));
  return policy;
}

/* What "call" does. */
static void (*duringCall)(wasmc_instance *caller);
static wasmc_error *callBack(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)slots;
  if (duringCall)
    duringCall(caller);
  return NULL;
}

/* What "pass" answers. */
enum answer { Same, Copy, Kept, Nothing, Foreign, Error };
static enum answer answer;
static wasmc_ref *kept;
static wasmc_error *pass(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data;
  wasmc_ref *argument = slots[0].ref;
  wasmc_ref_delete(argument); /* is the library's: nothing happens */
  call(caller, "churn", 100, 0);
  switch (answer) {
  case Same: return NULL;
  case Copy: slots[0].ref = wasmc_ref_copy(argument); return NULL;
  case Kept:
    kept = wasmc_ref_copy(argument);
    slots[0].ref = wasmc_ref_copy(kept);
    return NULL;
  case Nothing: slots[0].ref = NULL; return NULL;
  case Foreign: slots[0].ref = kept; kept = NULL; return NULL;
  case Error: return wasmc_error_new("not this one");
  }
  return NULL;
}

static wasmc_imports *makeImports(void) {
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "call", "(i32) -> (i32)", callBack, NULL, NULL));
  DONE(wasmc_imports_function(imports, "env", "pass", "(anyref) -> (anyref)", pass, NULL, NULL));
  return imports;
}

static wasmc_instance *make(wasmc_module *module, const char *limit) {
  wasmc_imports *imports = makeImports();
  wasmc_policy *policy = makePolicy(limit);
  wasmc_instance *instance = makeInstance(module, imports, policy);
  wasmc_imports_delete(imports);
  wasmc_policy_delete(policy);
  return instance;
}

static wasmc_error *tryRef(wasmc_instance *instance, const char *name, wasmc_ref *argument, wasmc_value *slots) {
  slots[0].ref = argument;
  return wasmc_function_call(wasmc_instance_function(instance, name), slots);
}

static int32_t sumOf(wasmc_instance *instance, const char *name, wasmc_ref *argument) {
  wasmc_value slots[1];
  DONE(tryRef(instance, name, argument, slots));
  return slots[0].i32;
}

/* What a function of one i32 and one reference answers. */
static wasmc_ref *refOf(wasmc_instance *instance, const char *name, int32_t argument) {
  wasmc_value slots[1] = {{.i32 = argument}};
  DONE(wasmc_function_call(wasmc_instance_function(instance, name), slots));
  return slots[0].ref;
}

static void testCollection(wasmc_instance *instance) {
  EXPECT(call(instance, "keep list", 100, 0) == 5050);
  for (int i = 0; i < work; ++i)
    EXPECT(call(instance, "churn", stress ? 100 : 10000, 0) > 0);
  EXPECT(call(instance, "sum kept", 0, 0) == 5050 && call(instance, "own", 0, 0) == 77);
}

static void testReferences(wasmc_instance *instance, wasmc_instance *other) {
  wasmc_value slots[3];
  wasmc_ref *list = refOf(instance, "list", 10), *same = wasmc_ref_copy(list), *longer = refOf(instance, "longer", 0);
  wasmc_ref *bytes = refOf(instance, "bytes", 5);
  call(instance, "churn", 1000, 0);
  EXPECT(sumOf(instance, "sum", list) == 55 && sumOf(instance, "sum", NULL) == 0);
  EXPECT(wasmc_ref_equal(list, same) && !wasmc_ref_equal(list, longer) && !wasmc_ref_equal(list, NULL) && wasmc_ref_equal(NULL, NULL));
  wasmc_ref_delete(list);
  call(instance, "churn", 1000, 0);
  EXPECT(sumOf(instance, "sum", same) == 55 && sumOf(instance, "value of", longer) == 5);
  FAILS(tryRef(instance, "value of", NULL, slots), WASMC_INVALID, "another type");
  FAILS(tryRef(instance, "value of", bytes, slots), WASMC_INVALID, "another type");
  FAILS(tryRef(instance, "echo struct", bytes, slots), WASMC_INVALID, "another type");
  FAILS(tryRef(instance, "echo i31", same, slots), WASMC_INVALID, "another type");
  FAILS(tryRef(instance, "sum of exception", same, slots), WASMC_INVALID, "another type");
  FAILS(tryRef(other, "sum", same, slots), WASMC_INVALID, "does not belong");
  DONE(tryRef(instance, "echo eq", bytes, slots));
  EXPECT(wasmc_ref_equal(slots[0].ref, bytes) && slots[0].ref != bytes);
  wasmc_ref_delete(slots[0].ref);
  DONE(tryRef(instance, "twice", same, slots));
  EXPECT(wasmc_ref_equal(slots[0].ref, slots[1].ref) && slots[0].ref != slots[1].ref && !slots[2].externref);
  wasmc_ref_delete(slots[0].ref);
  wasmc_ref_delete(slots[1].ref);
  FAILS(wasmc_function_call(wasmc_instance_function(instance, "failing twice"), slots), WASMC_INVALID, "externref");
  wasmc_ref_delete(same);
  wasmc_ref_delete(longer);
  wasmc_ref_delete(bytes);
  wasmc_ref_delete(NULL);
}

static void testOtherReferences(wasmc_instance *instance) {
  wasmc_value slots[2] = {{.externref = &things}, {.i32 = 1000}};
  int32_t number;
  void *pointer;
  DONE(wasmc_function_call(wasmc_instance_function(instance, "through extern"), slots));
  EXPECT(slots[0].externref == &things);
  FAILS(wasmc_function_call(wasmc_instance_function(instance, "object as extern"), slots), WASMC_INVALID, "externref");
  for (int32_t each = -2; each <= 2; ++each) {
    wasmc_ref *theirs = refOf(instance, "i31", each), *own = wasmc_ref_from_i31(instance, each);
    EXPECT(wasmc_ref_i31(theirs, &number) && number == each && wasmc_ref_equal(theirs, own) && !wasmc_ref_externref(own, &pointer));
    EXPECT(sumOf(instance, "from i31", own) == each);
    DONE(tryRef(instance, "echo i31", own, slots));
    wasmc_ref_delete(slots[0].ref);
    wasmc_ref_delete(theirs);
    wasmc_ref_delete(own);
  }
  wasmc_ref *thing = wasmc_ref_from_externref(instance, &things);
  DONE(tryRef(instance, "echo", thing, slots));
  EXPECT(wasmc_ref_externref(slots[0].ref, &pointer) && pointer == &things && !wasmc_ref_i31(slots[0].ref, &number));
  FAILS(tryRef(instance, "echo eq", thing, &slots[1]), WASMC_INVALID, "another type");
  wasmc_ref_delete(slots[0].ref);
  wasmc_ref_delete(thing);
  EXPECT(!wasmc_ref_from_externref(instance, NULL));
}

static void testState(wasmc_instance *instance) {
  wasmc_global *global = wasmc_instance_global(instance, "kept");
  wasmc_table *table = wasmc_instance_table(instance, "things"), *externs = wasmc_instance_table(instance, "externs");
  wasmc_value value, list = {.ref = refOf(instance, "list", 20)};
  EXPECT(wasmc_global_kind(global) == WASMC_OTHERREF);
  DONE(wasmc_global_set(global, &list));
  DONE(wasmc_table_set(table, 3, &list));
  wasmc_ref_delete(list.ref);
  call(instance, "churn", 1000, 0);
  EXPECT(call(instance, "sum kept", 0, 0) == 210);
  wasmc_global_get(global, &list);
  DONE(wasmc_table_get(table, 3, &value));
  EXPECT(wasmc_ref_equal(list.ref, value.ref));
  wasmc_ref_delete(value.ref);
  wasmc_ref_delete(list.ref);
  value.ref = refOf(instance, "bytes", 1);
  FAILS(wasmc_global_set(global, &value), WASMC_INVALID, "");
  DONE(wasmc_table_set(table, 2, &value));
  wasmc_ref_delete(value.ref);
  DONE(wasmc_function_call(wasmc_instance_function(instance, "object into externs"), &value));
  FAILS(wasmc_table_get(externs, 0, &value), WASMC_INVALID, "externref");
}

static void churnInCall(wasmc_instance *caller) { call(caller, "churn", 1000, 0); }
/* Once more, inside. */
static void holdInCall(wasmc_instance *caller) {
  duringCall = churnInCall;
  EXPECT(call(caller, "hold", 30, 0) == 30 + 465);
}
static void trapInCall(wasmc_instance *caller) {
  wasmc_value slots[1];
  FAILS(tryRef(caller, "from i31", NULL, slots), WASMC_TRAP, "cast failure");
}

static void testCallbacks(wasmc_instance *instance, wasmc_instance *other) {
  duringCall = churnInCall;
  EXPECT(call(instance, "hold", 50, 0) == 50 + 1275);
  duringCall = holdInCall;
  EXPECT(call(instance, "hold", 50, 0) == 50 + 1275);
  duringCall = trapInCall;
  EXPECT(call(other, "hold", 50, 0) == 50 + 1275);
  DONE(wasmc_instance_reset(other));
  for (answer = Same; answer <= Nothing; ++answer)
    EXPECT(call(instance, "pass", 10, 0) == (answer == Nothing ? 0 : 55));
  EXPECT(sumOf(instance, "sum", kept) == 55);
  answer = Foreign;
  FAILS(tryCall(other, "pass", 10, 0, NULL), WASMC_INVALID, "does not belong");
  EXPECT(!kept);
  DONE(wasmc_instance_reset(other));
  answer = Error;
  FAILS(tryCall(other, "pass", 10, 0, NULL), WASMC_HOST, "not this one");
  DONE(wasmc_instance_reset(other));
}

/* A guest that is stopped while it makes an object, because who has called it is, and goes on, for its outer call is not. */
static wasmc_instance *outer, *stopped;
static int isStopped;
static void endlessInCall(wasmc_instance *caller) {
  wasmc_value slots[1];
  EXPECT(caller == stopped);
  FAILS(wasmc_function_call(wasmc_instance_function(outer, "endless"), slots), WASMC_INTERRUPTED, "");
}
static void *stop(void *unused) {
  for (; !__atomic_load_n(&isStopped, __ATOMIC_ACQUIRE); usleep(100))
    wasmc_instance_interrupt(stopped);
  return unused;
}
static void stopInCall(wasmc_instance *caller) {
  pthread_t thread;
  EXPECT(caller == outer);
  duringCall = endlessInCall;
  isStopped = 0;
  EXPECT(!pthread_create(&thread, NULL, stop, NULL));
  FAILS(tryCall(stopped, "hold", 0, 0, NULL), WASMC_INTERRUPTED, "");
  __atomic_store_n(&isStopped, 1, __ATOMIC_RELEASE);
  pthread_join(thread, NULL);
}

static void testInterruption(wasmc_module *module) {
  outer = make(module, "--max-gc-heap=1M"), stopped = make(module, "--max-gc-heap=1M");
  int stops = 0; /* it may come before the guest makes objects */
  for (int i = 0; i < 20 * work; ++i) {
    duringCall = stopInCall;
    EXPECT(call(outer, "hold more", 50, 0) == 2 * 1275);
    wasmc_error *error = tryCall(outer, "sum kept", 0, 0, NULL);
    if (error) {
      FAILS(error, WASMC_POISONED, "");
      ++stops;
    }
    DONE(wasmc_instance_reset(outer));
    DONE(wasmc_instance_reset(stopped));
  }
  EXPECT(stops > work);
  wasmc_instance_delete(outer);
  wasmc_instance_delete(stopped);
}

static void testExceptions(wasmc_instance *instance) {
  FAILS(tryCall(instance, "throw", 10, 0, NULL), WASMC_EXCEPTION, "failure");
  EXPECT(call(instance, "own", 0, 0) == 77);
  for (int i = 0; i < work; ++i) {
    wasmc_ref *exception = refOf(instance, "exception", 100);
    call(instance, "churn", 100, 0);
    EXPECT(sumOf(instance, "sum of exception", exception) == 5050);
    wasmc_value slots[1];
    FAILS(tryRef(instance, "echo", exception, slots), WASMC_INVALID, "another type");
    wasmc_ref_delete(exception);
  }
}

static void testReset(wasmc_module *module) {
  wasmc_instance *instance = make(module, "--max-gc-heap=1M");
  wasmc_value slots[1], value;
  for (int round = 0; round < 3; ++round) {
    call(instance, "set own", 78, 0);
    wasmc_ref *list = refOf(instance, "list", 10), *number = wasmc_ref_from_i31(instance, 5);
    if (stress)
      call(instance, "keep list", 1000, 0);
    else
      FAILS(tryCall(instance, "fill", 0, 0, NULL), WASMC_TRAP, "heap exhausted");
    if (!stress)
      FAILS(tryRef(instance, "sum", list, slots), WASMC_POISONED, "");
    DONE(wasmc_instance_reset(instance));
    FAILS(tryRef(instance, "sum", list, slots), WASMC_INVALID, "does not belong");
    FAILS(tryRef(instance, "echo", number, slots), WASMC_INVALID, "does not belong");
    EXPECT(!wasmc_ref_copy(list) && !wasmc_ref_equal(list, list));
    wasmc_ref_delete(list);
    wasmc_ref_delete(number);
    wasmc_global_get(wasmc_instance_global(instance, "kept"), &value);
    EXPECT(!value.ref && call(instance, "own", 0, 0) == 77 && call(instance, "sum kept", 0, 0) == 0);
  }
  FAILS(tryCall(instance, "large", 2000000, 0, NULL), WASMC_TRAP, "heap exhausted");
  DONE(wasmc_instance_reset(instance));
  EXPECT(call(instance, "large", 500000, 0) == 500000);
  wasmc_ref *left = refOf(instance, "list", 10);
  wasmc_instance_delete(instance);
  wasmc_ref_delete(left);
}

static long residentKilobytes(void) {
  long size, resident;
  FILE *file = fopen("/proc/self/statm", "r");
  EXPECT(file && fscanf(file, "%ld %ld", &size, &resident) == 2);
  fclose(file);
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/* What instances have made does not stay when they are reset, or deleted. */
static void testMemory(wasmc_module *module) {
  enum { Instances = 8, ObjectsEach = 100000 };
  wasmc_instance *instances[Instances];
  for (int i = 0; i < Instances; ++i)
    instances[i] = make(module, "--max-gc-heap=64M");
  long before = residentKilobytes();
  for (int i = 0; i < Instances; ++i)
    call(instances[i], "keep list", ObjectsEach, 0);
  long full = residentKilobytes();
  EXPECT(full - before > Instances * (ObjectsEach * 24L / 1024));
  for (int i = 0; i < Instances / 2; ++i)
    DONE(wasmc_instance_reset(instances[i]));
  EXPECT(residentKilobytes() < before + (full - before) * 2 / 3);
  for (int i = 0; i < Instances; ++i)
    wasmc_instance_delete(instances[i]);
  EXPECT(residentKilobytes() < before + (full - before) / 5);
}

static void *runInThread(void *module) {
  wasmc_instance *instance = make(module, "--max-gc-heap=8M");
  for (int i = 0; i < work; ++i) {
    testCollection(instance);
    wasmc_ref *list = refOf(instance, "list", 10);
    EXPECT(call(instance, "churn", 1000, 0) == 1000 && sumOf(instance, "sum", list) == 55);
    wasmc_ref_delete(list);
    DONE(wasmc_instance_reset(instance));
  }
  wasmc_instance_delete(instance);
  return NULL;
}

/* One thread deletes what another one's instance has made, and is collecting. */
static void *deleteLater(void *refs) {
  for (int i = 0; i < 64; ++i)
    wasmc_ref_delete(((wasmc_ref **)refs)[i]);
  return NULL;
}

static void testThreads(wasmc_module *module, wasmc_instance *instance) {
  enum { Threads = 4 };
  pthread_t threads[Threads], deleter;
  wasmc_ref *refs[64];
  for (int i = 0; i < Threads; ++i)
    EXPECT(!pthread_create(&threads[i], NULL, runInThread, module));
  for (int i = 0; i < 64; ++i)
    refs[i] = refOf(instance, "list", 3);
  EXPECT(!pthread_create(&deleter, NULL, deleteLater, refs));
  call(instance, "churn", stress ? 1000 : 1000000, 0);
  pthread_join(deleter, NULL);
  for (int i = 0; i < Threads; ++i)
    pthread_join(threads[i], NULL);
}

/* A plugin of other types, one of which imports from the first one's instances. */
static void testOther(wasmc_module *module, wasmc_module *other) {
  wasmc_instance *first = make(module, "--max-gc-heap=1M");
  wasmc_imports *imports = makeImports();
  wasmc_policy *policy = makePolicy("--max-gc-heap=2M");
  FAILS(refusal(other, imports, policy), WASMC_LINK, "env.extern");
  DONE(wasmc_imports_export(imports, "env", "extern", first, "through extern"));
  DONE(wasmc_imports_export(imports, "env", "object", first, "object as extern"));
  wasmc_instance *second = makeInstance(other, imports, policy);
  DONE(wasmc_imports_export(imports, "env", "object", first, "list"));
  FAILS(refusal(other, imports, policy), WASMC_LINK, "env.object");
  wasmc_imports_delete(imports);
  wasmc_policy_delete(policy);

  wasmc_value slots[1] = {{.externref = &things}};
  DONE(wasmc_function_call(wasmc_instance_function(second, "pass hosts"), slots));
  EXPECT(slots[0].externref == &things && call(second, "pass i31", 41, 0) == 41 && call(second, "kept", 0, 0) == 36);
  wasmc_ref *object = refOf(second, "object", 7);
  FAILS(tryRef(first, "echo", object, slots), WASMC_INVALID, "does not belong");
  wasmc_ref_delete(object);
  FAILS(wasmc_function_call(wasmc_instance_function(second, "pass own"), slots), WASMC_INVALID, "does not belong");
  DONE(wasmc_instance_reset(second));
  FAILS(wasmc_function_call(wasmc_instance_function(second, "take"), slots), WASMC_INVALID, "does not belong");
  wasmc_instance_delete(second);
  testCollection(first);
  wasmc_instance_delete(first);
}

int main(int argc, char **argv) {
  EXPECT(argc == 4 || argc == 5);
  wasmc_module *module = openModule(argv[1]), *other = openModule(argv[2]);
  work = atoi(argv[3]);
  stress = argc == 5 ? argv[4] : NULL;
  wasmc_instance *instance = make(module, "--max-gc-heap=8M"), *second = make(module, "--max-gc-heap=8M");
  testCollection(instance);
  testReferences(instance, second);
  testOtherReferences(instance);
  testState(instance);
  testCallbacks(instance, second);
  if (!stress) /* then generated code makes no objects by itself */
    testInterruption(module);
  testExceptions(instance);
  testReset(module);
  if (!stress && !__has_feature(thread_sanitizer)) /* which has memory of its own for each page */
    testMemory(module);
  testThreads(module, instance);
  testOther(module, other);
  wasmc_instance_delete(instance);
  wasmc_instance_delete(second);
  wasmc_module_delete(module);
  wasmc_module_delete(other);
  puts("all held");
  return 0;
}

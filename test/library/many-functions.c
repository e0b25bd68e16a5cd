/* What a reference to a function costs a callback does not depend on how many the host has seen.

   RUN: bash -c 'echo "(module (import \"env\" \"take\" (func \$take (param funcref))) (table 10000 funcref) (elem (i32.const 0) func"; echo \$f{0..9999} ")"; for i in {0..9999}; do echo "(func \$f$i)"; done' > %t.wat
   RUN: cat %S/Inputs/many-functions.wat >> %t.wat
   RUN: %wasmc -O0 --emit=shared %t.wat -o %t.so
   RUN: %hostcc %s -o %t && %run %t %t.so | FileCheck %s
   RUN: %if sanitizers %{ %hostcc -fsanitize=thread %s -o %t.tsan && %t.tsan %t.so threads | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <pthread.h>
#include <time.h>

enum { functions = 10000, part = 1000 };

static const wasmc_function *handles[functions];
static int next;

static wasmc_error *take(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller;
  EXPECT(slots[0].funcref);
  if (!handles[next])
    handles[next] = slots[0].funcref;
  EXPECT(handles[next] == slots[0].funcref && (next == 0 || handles[next] != handles[next - 1]));
  ++next;
  return NULL;
}

/* Of the thread: others don't count. */
static double pass(wasmc_instance *instance, int from) {
  struct timespec begin, end;
  next = from;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
  DONE(tryCall(instance, "pass", from, from + part, NULL));
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
  return (double)(end.tv_sec - begin.tv_sec) * 1e6 + (double)(end.tv_nsec - begin.tv_nsec) / 1e3;
}

static void *find(void *instance) {
  for (int i = 0; i < 200; ++i) {
    wasmc_function *function = wasmc_instance_function(instance, "pass");
    EXPECT(function && wasmc_instance_function(instance, "pass") == function && !wasmc_instance_memory(instance, "pass"));
  }
  return wasmc_instance_function(instance, "pass");
}

static void testThreads(wasmc_module *module, wasmc_imports *imports) {
  for (int i = 0; i < 50; ++i) {
    wasmc_instance *instance = makeInstance(module, imports, NULL);
    pthread_t threads[2];
    void *answers[2];
    for (int t = 0; t < 2; ++t)
      EXPECT(!pthread_create(&threads[t], NULL, find, instance));
    for (int t = 0; t < 2; ++t)
      pthread_join(threads[t], &answers[t]);
    EXPECT(answers[0] && answers[0] == answers[1]);
    wasmc_instance_delete(instance);
  }
}

int main(int argc, char **argv) {
  EXPECT(argc >= 2);
  wasmc_module *module = openModule(argv[1]);
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "take", NULL, take, NULL, NULL));
  if (argc == 3) {
    testThreads(module, imports);
  } else {
    wasmc_instance *instance = makeInstance(module, imports, NULL);
    double first = pass(instance, 0), last = 0;
    for (int from = part; from < functions; from += part)
      last = pass(instance, from);
    printf("%.0f us for the first %d, %.0f us for the last\n", first, part, last);
    EXPECT(last < 8 * first + 1000);
    EXPECT(pass(instance, functions - part) < 8 * first + 1000);
    wasmc_instance_delete(instance);
  }
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
  puts("all held");
  return 0;
}

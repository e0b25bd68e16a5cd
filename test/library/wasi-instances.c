/* What instances have open is their own; a reset and an end leave nothing of it; what ends a call in the midst of WASI.

   RUN: rm -rf %t.d && mkdir -p %t.d/a %t.d/b && cd %t.d && echo -n a > a/letter && echo -n b > b/letter
   RUN: %wasmc %S/Inputs/wasi-files.wat --emit=shared -o guard.so
   RUN: %wasmc %S/Inputs/wasi-files.wat --emit=shared --bounds=explicit -o explicit.so
   RUN: %hostcc %s -o host && %run ./host ./guard.so && %run ./host ./explicit.so
   RUN: %if sanitizers %{ %hostcc %s -o host-asan -fsanitize=address && ./host-asan ./guard.so %}
*/
#include "Inputs/Expect.h"

#include <dirent.h>
#include <time.h>
#include <unistd.h>

static wasmc_module *module;
static wasmc_imports *imports;

static wasmc_policy *policy(const char *option, int input, int output) {
  wasmc_policy *made = wasmc_policy_new();
  if (option)
    DONE(wasmc_policy_add(made, option));
  wasmc_policy_streams(made, input, output, -1);
  return made;
}

static wasmc_instance *instance(wasmc_policy *policy) {
  wasmc_instance *made = makeInstance(module, imports, policy);
  wasmc_policy_delete(policy);
  return made;
}

static int openDescriptors(void) {
  int count = 0;
  DIR *directory = opendir("/proc/self/fd");
  while (readdir(directory))
    ++count;
  closedir(directory);
  return count;
}

enum { badf = 8 };

static void isolation(void) {
  wasmc_instance *a = instance(policy("--dir=a::/", -1, -1)), *b = instance(policy("--dir=b::/:ro", -1, -1));
  wasmc_instance *c = instance(policy(NULL, -1, -1));
  EXPECT(call(a, "open", 0, 0) == 4);
  EXPECT(call(b, "tell", 4, 0) == -badf);
  EXPECT(call(b, "open", 0, 0) == 4);
  EXPECT(call(b, "read", 4, 0) == 'b' && call(b, "tell", 4, 0) == 1);
  EXPECT(call(a, "tell", 4, 0) == 0);
  EXPECT(call(b, "close", 4, 0) == 0);
  EXPECT(call(a, "read", 4, 0) == 'a');
  EXPECT(call(c, "open", 0, 0) == -badf);
  wasmc_instance_delete(b);
  EXPECT(call(a, "tell", 4, 0) == 1);
  wasmc_instance_delete(a);
  wasmc_instance_delete(c);
}

static void reset(void) {
  int before = openDescriptors();
  wasmc_instance *one = instance(policy("--dir=a::/", -1, -1));
  int fresh = openDescriptors();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 100; ++i)
      EXPECT(call(one, "open", 0, 0) == 4 + i);
    EXPECT(call(one, "close", 3, 0) == 0 && call(one, "close", 1, 0) == 0);
    EXPECT(openDescriptors() == fresh + 99);
    DONE(wasmc_instance_reset(one));
    EXPECT(openDescriptors() == fresh);
    EXPECT(call(one, "tell", 4, 0) == -badf);
    EXPECT(call(one, "write", 1, 0) == 1);
  }
  wasmc_instance_delete(one);
  EXPECT(openDescriptors() == before);
}

static void many(void) {
  int before = openDescriptors();
  for (int i = 0; i < (isEmulated ? 100 : 1000); ++i) {
    wasmc_instance *one = instance(policy("--dir=a::/", -1, -1));
    EXPECT(call(one, "open", 0, 0) == 4);
    wasmc_instance_delete(one);
  }
  EXPECT(openDescriptors() == before);
}

/* proc_exit ends the call, and the instance may not go on in the middle. */
static void ending(void) {
  wasmc_instance *one = instance(policy("--dir=a::/", -1, -1));
  call(one, "open", 0, 0);
  wasmc_error *error = tryCall(one, "exit", 42, 0, NULL);
  EXPECT(error && wasmc_error_kind_of(error) == WASMC_EXIT && wasmc_error_exit_status(error) == 42);
  wasmc_error_delete(error);
  FAILS(tryCall(one, "exit", 42, 0, NULL), WASMC_POISONED, "reset");
  DONE(wasmc_instance_reset(one));
  EXPECT(call(one, "open", 0, 0) == 4);
  wasmc_instance_delete(one);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What waits in a call of WASI's for ever is stopped at its deadline. */
static void waiting(const char *name) {
  int ends[2];
  EXPECT(pipe(ends) == 0);
  wasmc_policy *limited = policy("--timeout=100ms", ends[0], -1);
  wasmc_instance *one = instance(limited);
  double begin = seconds();
  FAILS(tryCall(one, name, 0, 0, NULL), WASMC_TIMEOUT, "timeout");
  double taken = seconds() - begin;
  EXPECT(taken >= 0.1 && taken < 1);
  wasmc_instance_delete(one);
  close(ends[0]);
  close(ends[1]);
}

static void refused(const char *option, const char *message) {
  int before = openDescriptors();
  wasmc_policy *wrong = policy(option, -1, -1);
  FAILS(refusal(module, imports, wrong), WASMC_SYSTEM, message);
  wasmc_policy_delete(wrong);
  EXPECT(openDescriptors() == before);
}

/* Without being asked for, WASI is an unknown import like others. */
static void withoutWasi(void) {
  FAILS(refusal(module, NULL, NULL), WASMC_LINK, "wasi_snapshot_preview1.path_open: unknown import");
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  module = openModule(argv[1]);
  imports = wasmc_imports_new();
  withoutWasi();
  DONE(wasmc_imports_wasi(imports));
  isolation();
  reset();
  many();
  ending();
  waiting("wait");
  waiting("read");
  refused("--dir=missing", "--dir missing: no such directory");
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
  return 0;
}

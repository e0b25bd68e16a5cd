/* What instances have open is their own; a reset and an end leave nothing of it; what ends a call in the midst of WASI.

   RUN: rm -rf %t.d && mkdir -p %t.d/a %t.d/b && cd %t.d && echo -n a > a/letter && echo -n b > b/letter
   RUN: %wasmc %S/Inputs/wasi-files.wat --emit=shared -o guard.so
   RUN: %wasmc %S/Inputs/wasi-files.wat --emit=shared --bounds=explicit -o explicit.so
   RUN: %library-cc %s -o host && ./host ./guard.so && ./host ./explicit.so
   RUN: %library-cc %s -o host-asan -fsanitize=address && ./host-asan ./guard.so
*/
#include "Inputs/check.h"

#include <dirent.h>
#include <time.h>
#include <unistd.h>

static wasmc_module *module;
static wasmc_imports *imports;

static wasmc_policy *policy(const char *option, int input, int output) {
  wasmc_policy *made = wasmc_policy_new();
  if (option)
    succeed(wasmc_policy_add(made, option));
  wasmc_policy_streams(made, input, output, -1);
  return made;
}

static wasmc_instance *instance(wasmc_policy *policy) {
  wasmc_error *error = NULL;
  wasmc_instance *made = wasmc_instance_new(module, imports, policy, &error);
  succeed(error);
  wasmc_policy_delete(policy);
  return made;
}

static int call(wasmc_instance *instance, const char *name, int argument) {
  wasmc_value value = {.i32 = argument}, result;
  succeed(wasmc_call(instance, name, &value, strcmp(name, "open") != 0, &result, 1));
  return result.i32;
}

static int open_descriptors(void) {
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
  check(call(a, "open", 0) == 4);
  check(call(b, "tell", 4) == -badf);
  check(call(b, "open", 0) == 4);
  check(call(b, "read", 4) == 'b' && call(b, "tell", 4) == 1);
  check(call(a, "tell", 4) == 0);
  check(call(b, "close", 4) == 0);
  check(call(a, "read", 4) == 'a');
  check(call(c, "open", 0) == -badf);
  wasmc_instance_delete(b);
  check(call(a, "tell", 4) == 1);
  wasmc_instance_delete(a);
  wasmc_instance_delete(c);
}

static void reset(void) {
  int before = open_descriptors();
  wasmc_instance *one = instance(policy("--dir=a::/", -1, -1));
  int fresh = open_descriptors();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 100; ++i)
      check(call(one, "open", 0) == 4 + i);
    check(call(one, "close", 3) == 0 && call(one, "close", 1) == 0);
    check(open_descriptors() == fresh + 99);
    succeed(wasmc_instance_reset(one));
    check(open_descriptors() == fresh);
    check(call(one, "tell", 4) == -badf);
    check(call(one, "write", 1) == 1);
  }
  wasmc_instance_delete(one);
  check(open_descriptors() == before);
}

static void many(void) {
  int before = open_descriptors();
  for (int i = 0; i < 1000; ++i) {
    wasmc_instance *one = instance(policy("--dir=a::/", -1, -1));
    check(call(one, "open", 0) == 4);
    wasmc_instance_delete(one);
  }
  check(open_descriptors() == before);
}

/* proc_exit ends the call, and the instance may not go on in the middle. */
static void ending(void) {
  wasmc_instance *one = instance(policy("--dir=a::/", -1, -1));
  wasmc_value status = {.i32 = 42};
  call(one, "open", 0);
  wasmc_error *error = wasmc_call(one, "exit", &status, 1, NULL, 0);
  check(error && wasmc_error_kind_of(error) == WASMC_EXIT && wasmc_error_exit_status(error) == 42);
  wasmc_error_delete(error);
  error = wasmc_call(one, "exit", &status, 1, NULL, 0);
  check(error && wasmc_error_kind_of(error) == WASMC_POISONED);
  wasmc_error_delete(error);
  succeed(wasmc_instance_reset(one));
  check(call(one, "open", 0) == 4);
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
  check(pipe(ends) == 0);
  wasmc_policy *limited = policy("--timeout=100ms", ends[0], -1);
  wasmc_instance *one = instance(limited);
  wasmc_value fd = {.i32 = 0}, result;
  double begin = seconds();
  wasmc_error *error = wasmc_call(one, name, &fd, 1, &result, 1);
  double taken = seconds() - begin;
  check(error && wasmc_error_kind_of(error) == WASMC_TIMEOUT);
  check(taken >= 0.1 && taken < 1);
  wasmc_error_delete(error);
  wasmc_instance_delete(one);
  close(ends[0]);
  close(ends[1]);
}

static void refused(const char *option, const char *message) {
  wasmc_error *error = NULL;
  int before = open_descriptors();
  wasmc_policy *wrong = policy(option, -1, -1);
  check(!wasmc_instance_new(module, imports, wrong, &error));
  check(wasmc_error_kind_of(error) == WASMC_SYSTEM && strcmp(wasmc_error_message(error), message) == 0);
  wasmc_error_delete(error);
  wasmc_policy_delete(wrong);
  check(open_descriptors() == before);
}

/* Without being asked for, WASI is an unknown import like others. */
static void withoutWasi(void) {
  wasmc_error *error = NULL;
  check(!wasmc_instance_new(module, NULL, NULL, &error));
  check(wasmc_error_kind_of(error) == WASMC_LINK && strstr(wasmc_error_message(error), "wasi_snapshot_preview1.path_open"));
  wasmc_error_delete(error);
}

int main(int argc, char **argv) {
  wasmc_error *error = NULL;
  check(argc == 2);
  module = wasmc_module_open(argv[1], &error);
  succeed(error);
  imports = wasmc_imports_new();
  withoutWasi();
  succeed(wasmc_imports_wasi(imports));
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

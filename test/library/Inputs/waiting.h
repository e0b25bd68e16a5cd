/* A host of waiting.wat: what the tests of signals, threads and time have in common. */
#include "emulated.h"

#include <wasmc/wasmc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what, const char *where) {
  fprintf(stderr, "FAILED: %s: %s\n", where, what);
  abort();
}

/* 0: no error. Takes it. */
static void expectKind(wasmc_error *error, wasmc_error_kind kind, const char *where) {
  if (error ? wasmc_error_kind_of(error) != kind : kind != 0)
    fail(error ? wasmc_error_message(error) : "no error", where);
  wasmc_error_delete(error);
}

static double milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void sleepMilliseconds(double duration) {
  for (double end = milliseconds() + duration; milliseconds() < end;)
    usleep(1000);
}

static wasmc_policy *policyWith(const char *option) {
  wasmc_policy *policy = wasmc_policy_new();
  if (option)
    expectKind(wasmc_policy_add(policy, option), 0, option);
  return policy;
}

static wasmc_error *call(wasmc_instance *instance, const char *name) {
  wasmc_value result;
  int hasResult = !strcmp(name, "answer");
  return wasmc_call(instance, name, 0, 0, &result, (size_t)hasResult);
}

static wasmc_error *callAnswer(wasmc_instance *instance) {
  wasmc_value result = {0};
  wasmc_error *error = wasmc_call(instance, "answer", 0, 0, &result, 1);
  if (!error && result.i32 != 42)
    fail("another answer", "answer");
  return error;
}

struct host {
  wasmc_module *module;
  wasmc_instance *instance, *nested;
  const char *nestedName;   /* what `nested` calls, of the other instance */
  wasmc_error *nestedError; /* its answer */
  void (*callback)(void);   /* what `sleep` does instead, if not null */
  int ends[2];              /* a pipe that nobody writes to: the standard input */
};

static wasmc_error *sleepCallback(void *data, wasmc_instance *caller, wasmc_value *slots) {
  struct host *host = data;
  (void)caller, (void)slots;
  if (host->callback)
    host->callback();
  else
    sleepMilliseconds(5);
  return 0;
}

static wasmc_error *nestedCallback(void *data, wasmc_instance *caller, wasmc_value *slots) {
  struct host *host = data;
  (void)caller, (void)slots;
  host->nestedError = call(host->nested, host->nestedName);
  return 0;
}

static wasmc_instance *makeInstance(struct host *host, const char *option) {
  wasmc_imports *imports = wasmc_imports_new();
  expectKind(wasmc_imports_function(imports, "host", "sleep", "() -> ()", sleepCallback, host, 0), 0, "import");
  expectKind(wasmc_imports_function(imports, "host", "nested", "() -> ()", nestedCallback, host, 0), 0, "import");
  expectKind(wasmc_imports_wasi(imports), 0, "import");
  wasmc_policy *policy = policyWith(option);
  expectKind(wasmc_policy_add(policy, "--max-stack=256K"), 0, "stack");
  wasmc_policy_streams(policy, host->ends[0], -1, 2);
  wasmc_error *error = 0;
  wasmc_instance *instance = wasmc_instance_new(host->module, imports, policy, &error);
  expectKind(error, 0, "instance");
  wasmc_policy_delete(policy);
  wasmc_imports_delete(imports);
  return instance;
}

static void openHost(struct host *host, const char *path, const char *option) {
  memset(host, 0, sizeof *host);
  wasmc_error *error = 0;
  if (pipe(host->ends) != 0)
    fail("no pipe", path);
  host->module = wasmc_module_open(path, &error);
  expectKind(error, 0, path);
  host->instance = makeInstance(host, option);
  host->nested = makeInstance(host, 0);
}

static void closeHost(struct host *host) {
  wasmc_instance_delete(host->instance);
  wasmc_instance_delete(host->nested);
  wasmc_module_delete(host->module);
  close(host->ends[0]);
  close(host->ends[1]);
}

// A host that loads plugins which it does not trust: 100 MB of memory, 5 seconds for each call, and three imports.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <wasmc/wasmc.h>

static wasmc_error *logText(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data;
  uint32_t at = (uint32_t)slots[0].i32, length = (uint32_t)slots[1].i32;
  const char *text = wasmc_memory_at(wasmc_instance_memory(caller, "memory"), at, length);
  if (!text)
    return wasmc_error_new("log: the text is not in the plugin's memory");
  printf("  plugin says: %.*s\n", (int)length, text);
  return NULL;
}

static wasmc_error *randomNumber(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller;
  slots[0].i32 = rand();
  return NULL;
}

static wasmc_error *currentTime(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)caller;
  slots[0].i64 = (int64_t)time(NULL);
  return NULL;
}

// Reports an error, if it is one, and deletes it.
static bool failed(const char *what, wasmc_error *error) {
  if (!error)
    return false;
  printf("%s: %s\n", what, wasmc_error_message(error));
  wasmc_error_delete(error);
  return true;
}

static void require(const char *what, wasmc_error *error) {
  if (failed(what, error))
    exit(1);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct host {
  wasmc_imports *imports;
  wasmc_policy *policy;
};

// An instance of a plugin beside the executable; null, with a line that says why.
static wasmc_instance *load(const struct host *host, const char *path) {
  wasmc_error *error = NULL;
  wasmc_module *module = wasmc_module_open(path, &error);
  if (failed(path, error))
    return NULL;
  double begin = seconds();
  wasmc_instance *instance = wasmc_instance_new(module, host->imports, host->policy, &error);
  if (error && wasmc_error_kind_of(error) == WASMC_TIMEOUT)
    printf("stopped in time: %s\n", seconds() - begin < 5.05 ? "yes" : "no");
  failed(path, error);
  wasmc_module_delete(module);  // the instance keeps it
  return instance;
}

// Calls a function that takes too long.
static void overrun(wasmc_instance *instance, const char *name) {
  wasmc_value result;
  double begin = seconds();
  wasmc_error *error = wasmc_call(instance, name, NULL, 0, &result, wasmc_function_result_count(wasmc_instance_function(instance, name)));
  double taken = seconds() - begin;
  failed(name, error);
  printf("stopped in time: %s\n", taken >= 5 && taken < 5.05 ? "yes" : "no");
}

int main(void) {
  struct host host = {wasmc_imports_new(), wasmc_policy_new()};
  require("log", wasmc_imports_function(host.imports, "host", "log", "(i32, i32) -> ()", logText, NULL, NULL));
  require("random", wasmc_imports_function(host.imports, "host", "random", "() -> (i32)", randomNumber, NULL, NULL));
  require("current_time", wasmc_imports_function(host.imports, "host", "current_time", "() -> (i64)", currentTime, NULL, NULL));
  require("limit", wasmc_policy_add(host.policy, "--max-memory=100M"));
  require("limit", wasmc_policy_add(host.policy, "--timeout=5s"));

  wasmc_instance *plugin = load(&host, "./plugin.so");
  if (!plugin)
    return 1;
  wasmc_value value = {.i32 = 42};
  require("transform", wasmc_call(plugin, "transform", &value, 1, &value, 1));
  printf("transform(42) = %d\n", value.i32);

  value.i32 = 2000;  // pages: 125 MiB
  require("grow", wasmc_call(plugin, "grow", &value, 1, &value, 1));
  printf("growing past the limit: %d\n", value.i32);

  require("roll", wasmc_call(plugin, "roll", NULL, 0, &value, 1));
  printf("a die: %s\n", value.i32 >= 1 && value.i32 <= 6 ? "1 to 6" : "wrong");

  failed("wild", wasmc_call(plugin, "wild", NULL, 0, &value, 1));
  failed("before a reset", wasmc_call(plugin, "roll", NULL, 0, &value, 1));
  require("reset", wasmc_instance_reset(plugin));
  overrun(plugin, "spin");
  wasmc_instance_delete(plugin);

  load(&host, "./start.so");
  wasmc_instance *waiting = load(&host, "./wait.so");
  if (waiting)
    overrun(waiting, "wait");
  wasmc_instance_delete(waiting);
  load(&host, "./forbidden.so");

  plugin = load(&host, "./plugin.so");
  value.i32 = 1;
  require("transform", wasmc_call(plugin, "transform", &value, 1, &value, 1));
  printf("and the host goes on: transform(1) = %d\n", value.i32);
  wasmc_instance_delete(plugin);
  wasmc_imports_delete(host.imports);
  wasmc_policy_delete(host.policy);
  return 0;
}

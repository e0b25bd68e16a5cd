/* What the host programs of these tests expect: the first thing that is not so ends the program. */
#ifndef EXPECT_H
#define EXPECT_H

#include "emulated.h"

#include <wasmc/wasmc.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(condition)                                                \
  do {                                                                   \
    if (!(condition)) {                                                  \
      printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);     \
      exit(1);                                                           \
    }                                                                    \
  } while (0)

/* No error. */
static inline void expectDone(wasmc_error *error, int line) {
  if (!error)
    return;
  printf("line %d: %s\n%s", line, wasmc_error_message(error), wasmc_error_backtrace(error));
  exit(1);
}
#define DONE(call) expectDone((call), __LINE__)

/* An error of this kind whose message contains the text. */
static inline void expectError(wasmc_error *error, wasmc_error_kind kind, const char *text, int line) {
  if (!error || wasmc_error_kind_of(error) != kind || !strstr(wasmc_error_message(error), text)) {
    printf("line %d: kind %d, %s; not kind %d, %s\n", line, error ? (int)wasmc_error_kind_of(error) : 0,
           error ? wasmc_error_message(error) : "no error", (int)kind, text);
    exit(1);
  }
  wasmc_error_delete(error);
}
#define FAILS(call, kind, text) expectError((call), (kind), (text), __LINE__)

static inline wasmc_module *openModule(const char *path) {
  wasmc_error *error = NULL;
  wasmc_module *module = wasmc_module_open(path, &error);
  DONE(error);
  return module;
}

static inline wasmc_instance *makeInstance(wasmc_module *module, const wasmc_imports *imports, const wasmc_policy *policy) {
  wasmc_error *error = NULL;
  wasmc_instance *instance = wasmc_instance_new(module, imports, policy, &error);
  DONE(error);
  return instance;
}

/* Why there is no such instance. */
static inline wasmc_error *refusal(wasmc_module *module, const wasmc_imports *imports, const wasmc_policy *policy) {
  wasmc_error *error = NULL;
  EXPECT(!wasmc_instance_new(module, imports, policy, &error));
  return error;
}

/* A function of up to two i32 and one i32. */
static inline wasmc_error *tryCall(wasmc_instance *instance, const char *name, int32_t first, int32_t second, int32_t *result) {
  wasmc_function *function = wasmc_instance_function(instance, name);
  wasmc_value slots[4] = {{.i32 = first}, {.i32 = second}};
  EXPECT(function);
  wasmc_error *error = wasmc_function_call(function, slots);
  if (result)
    *result = slots[0].i32;
  return error;
}

static inline int32_t call(wasmc_instance *instance, const char *name, int32_t first, int32_t second) {
  int32_t result;
  DONE(tryCall(instance, name, first, second, &result));
  return result;
}

#endif

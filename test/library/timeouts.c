// Deadlines and interruptions end guests wherever they are, within 50 ms where the machine has the time; then the instance is poisoned
// until it is reset, and the host goes on.
//
// RUN: %wasmc --emit=shared %S/Inputs/waiting.wat -o %t.so && %wasmc --emit=shared %S/Inputs/endless-start.wat -o %t-start.so
// RUN: %hostcc %s -o %t && %run %t %t.so %t-start.so
// RUN: %if sanitizers %{ %hostcc -fsanitize=address %s -o %t.asan && %t.asan %t.so %t-start.so %}
// RUN: %if sanitizers %{ %hostcc -fsanitize=thread %s -o %t.tsan && %t.tsan %t.so %t-start.so %}
#include "Inputs/waiting.h"

#include <pthread.h>
#include <stdatomic.h>

static struct host host;

static void expectUsableAfterReset(const char *name) {
  expectKind(call(host.instance, "answer"), WASMC_POISONED, name);
  expectKind(wasmc_instance_reset(host.instance), 0, name);
  expectKind(callAnswer(host.instance), 0, name);
}

static void expectStopped(const char *name, wasmc_error_kind kind) {
  double begin = milliseconds();
  wasmc_error *error = call(host.instance, name);
  double time = milliseconds() - begin;
  expectKind(error, kind, name);
  if (time > 1000)
    fail("much too late", name);
  expectUsableAfterReset(name);
}

static const char *const endless[] = {"endless",      "endlessWork", "endlessFill", "endlessGrow", "endlessCallee",
                                      "endlessSleep", "endlessPoll", "endlessRead", "endlessWait", 0};

// Again and again: the call may begin late.
static atomic_bool isOver;
static void *interruptSoon(void *instance) {
  for (sleepMilliseconds(10); !isOver; sleepMilliseconds(10))
    wasmc_instance_interrupt(instance);
  return 0;
}

static void expectInterrupted(const char *name) {
  pthread_t thread;
  isOver = false;
  pthread_create(&thread, 0, interruptSoon, host.instance);
  wasmc_error *error = call(host.instance, name);
  isOver = true;
  pthread_join(thread, 0);
  expectKind(error, WASMC_INTERRUPTED, name);
  expectUsableAfterReset(name);
}

static void testStartFunction(const char *path) {
  wasmc_error *error = 0;
  wasmc_module *module = wasmc_module_open(path, &error);
  expectKind(error, 0, path);
  wasmc_policy *policy = policyWith("--timeout=20ms");
  wasmc_instance *instance = wasmc_instance_new(module, 0, policy, &error);
  expectKind(error, WASMC_TIMEOUT, "the start function");
  if (instance)
    fail("no instance", "the start function");
  wasmc_policy_delete(policy);
  wasmc_module_delete(module);
}

int main(int count, char **arguments) {
  (void)count;
  openHost(&host, arguments[1], "--timeout=50ms");
  for (const char *const *name = endless; *name; ++name)
    expectStopped(*name, WASMC_TIMEOUT);
  for (int i = 0; i < 1000; ++i)
    expectKind(callAnswer(host.instance), 0, "calls that end in time");
  // The innermost call ends, and the one around it when the host's function returns.
  host.nestedName = "endless";
  expectStopped("nested", WASMC_TIMEOUT);
  expectKind(host.nestedError, WASMC_TIMEOUT, "the nested call");
  closeHost(&host);

  openHost(&host, arguments[1], 0);
  wasmc_instance_interrupt(host.instance);
  expectKind(callAnswer(host.instance), 0, "nothing ran when it was interrupted");
  for (const char *const *name = endless; *name; ++name)
    expectInterrupted(*name);
  host.nestedName = "endless";
  expectInterrupted("nestedThenEndless");
  expectKind(host.nestedError, WASMC_INTERRUPTED, "the nested call");
  closeHost(&host);
  testStartFunction(arguments[2]);
}

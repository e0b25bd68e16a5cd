/* Resets, calls, deletions and forks on several threads at once, and by who is running: those that can't be are refused, nothing is lost.

   RUN: %wasmc --emit=shared %S/Inputs/races.wat -o %t.so
   RUN: %hostcc %s -o %t && %run %t %t.so | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o %t.sanitized && %t.sanitized %t.so | FileCheck %s %}
   RUN: %if sanitizers %{ %hostcc -fsanitize=thread %s -o %t.tsan && %t.tsan %t.so | FileCheck %s %}
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

/* A child of fork can find the allocator of a sanitizer locked. */
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
static const int isSanitized = 1;
#else
static const int isSanitized = 0;
#endif

static const char *path;
static wasmc_module *module;
static wasmc_imports *imports;
static wasmc_pool *pool;
static _Atomic int isOver;

static wasmc_error *hello(void *data, wasmc_instance *caller, wasmc_value *slots) {
  (void)data, (void)slots;
  FAILS(wasmc_instance_reset(caller), WASMC_BUSY, "running");
  wasmc_pool_give(pool, caller); /* stays taken */
  return NULL;
}

static void testOwnReset(void) {
  wasmc_instance *instance = wasmc_pool_take(pool, NULL);
  EXPECT(instance);
  wasmc_instance_set_data(instance, &isOver);
  for (int i = 0; i < 3; ++i)
    DONE(tryCall(instance, "host", 0, 0, NULL));
  EXPECT(wasmc_instance_data(instance) == &isOver && call(instance, "alone", 5, 0) == 6);
  wasmc_pool_give(pool, instance);
}

static void *resetOften(void *instance) {
  for (int i = 0; i < 3000; ++i) {
    wasmc_error *error = wasmc_instance_reset(instance);
    EXPECT(!error || wasmc_error_kind_of(error) == WASMC_BUSY);
    wasmc_error_delete(error);
  }
  return NULL;
}

static void *callOften(void *instance) {
  while (!isOver) {
    int32_t result = 0;
    wasmc_error *error = tryCall(instance, "alone", 300, 0, &result);
    EXPECT(error ? wasmc_error_kind_of(error) == WASMC_BUSY : result == 301);
    wasmc_error_delete(error);
  }
  return NULL;
}

static void testResets(void) {
  wasmc_instance *instance = makeInstance(module, imports, NULL);
  pthread_t caller, resetter;
  isOver = 0;
  EXPECT(!pthread_create(&caller, NULL, callOften, instance) && !pthread_create(&resetter, NULL, resetOften, instance));
  resetOften(instance);
  pthread_join(resetter, NULL);
  isOver = 1;
  pthread_join(caller, NULL);
  DONE(wasmc_instance_reset(instance));
  EXPECT(call(instance, "alone", 3, 0) == 4);
  wasmc_instance_delete(instance);
}

static void *trapOften(void *barrier) {
  wasmc_module *mine = openModule(path);
  wasmc_instance *instance = makeInstance(mine, imports, NULL);
  pthread_barrier_wait(barrier);
  while (!isOver) {
    FAILS(tryCall(instance, "trap", 40, 0, NULL), WASMC_TRAP, "unreachable");
    DONE(wasmc_instance_reset(instance));
  }
  wasmc_instance_delete(instance);
  wasmc_module_delete(mine);
  return NULL;
}

/* One of two modules of the same file goes while a guest of the other one traps. */
static void testSameFile(void) {
  for (int round = 0; round < 30; ++round) {
    pthread_barrier_t barrier;
    pthread_t thread;
    wasmc_module *other = openModule(path);
    pthread_barrier_init(&barrier, NULL, 2);
    isOver = 0;
    EXPECT(!pthread_create(&thread, NULL, trapOften, &barrier));
    pthread_barrier_wait(&barrier);
    usleep(500);
    wasmc_module_delete(other);
    usleep(500);
    isOver = 1;
    pthread_join(thread, NULL);
    pthread_barrier_destroy(&barrier);
  }
}

/* Whatever libwasmc has locks for. */
static void useEverything(wasmc_instance *instance) {
  EXPECT(wasmc_instance_function(instance, "alone") && wasmc_instance_memory(instance, "memory"));
  wasmc_instance_delete(makeInstance(module, imports, NULL));
  wasmc_instance *pooled = wasmc_pool_take(pool, NULL);
  EXPECT(pooled);
  wasmc_pool_give(pool, pooled);
  wasmc_module_delete(openModule(path));
}

static void *useOften(void *instance) {
  while (!isOver)
    useEverything(instance);
  return NULL;
}

static void testForks(void) {
  wasmc_instance *instance = makeInstance(module, imports, NULL);
  pthread_t thread;
  isOver = 0;
  EXPECT(!pthread_create(&thread, NULL, useOften, instance));
  for (int i = 0; i < 150; ++i) {
    pid_t child = fork();
    if (child == 0) {
      alarm(20);
      useEverything(instance);
      _exit(0);
    }
    int status;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  isOver = 1;
  pthread_join(thread, NULL);
  wasmc_instance_delete(instance);
}

int main(int argc, char **argv) {
  EXPECT(argc == 2);
  path = argv[1];
  module = openModule(path);
  imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "hello", NULL, hello, NULL, NULL));
  pool = wasmc_pool_new(module, imports, NULL, 2, NULL);
  EXPECT(pool);
  testOwnReset();
  testResets();
  testSameFile();
  if (isEmulated)
    puts("skipped: forks beside a thread that is busy, in which qemu hangs");
  else if (!isSanitized)
    testForks();
  wasmc_pool_delete(pool);
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
  puts("all held");
  return 0;
}

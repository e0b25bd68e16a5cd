/* Files that take the place of another under its name are loaded beside it; what is no plugin runs nothing before it is refused.

   RUN: rm -rf %t && split-file %S/Inputs/versions.wats %t && cd %t
   RUN: %wasmc --emit=shared first.wat -o first.so && %wasmc --emit=shared second.wat -o second.so && %wasmc --emit=shared third.wat -o third.so
   RUN: %host-clang -shared -fPIC foreign.c -o foreign.so && %host-clang -shared -fPIC -nostdlib nameless.c -o nameless.so
   RUN: %host-clang -shared -fPIC -nostartfiles needing.c -Wl,--no-as-needed -lc -o needing.so
   RUN: head -c 1000 first.so > short.so
   RUN: %hostcc %s -o host && %run ./host | FileCheck %s
   RUN: %if sanitizers %{ %sanitized-hostcc %s -o sanitized && ./sanitized | FileCheck %s %}
   CHECK-NOT: constructor
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <unistd.h>

static void replace(const char *with) {
  unlink("new.so");
  EXPECT(!link(with, "new.so"));
  unlink("live.so");
  EXPECT(!rename("new.so", "live.so"));
}

static wasmc_instance *load(const char *path, int version) {
  wasmc_module *module = openModule(path);
  wasmc_instance *instance = makeInstance(module, NULL, NULL);
  wasmc_module_delete(module);
  EXPECT(call(instance, "version", 0, 0) == version);
  return instance;
}

static void testVersions(const char *path) {
  replace("first.so");
  wasmc_instance *first = load(path, 1), *again = load(path, 1);
  replace("second.so");
  wasmc_instance *second = load(path, 2), *same = load("second.so", 2);
  replace("third.so");
  wasmc_instance *third = load(path, 3), *old = load("./first.so", 1);
  wasmc_instance *all[] = {first, again, second, same, third, old};
  int versions[] = {1, 1, 2, 2, 3, 1};
  for (int i = 0; i < 6; ++i) {
    EXPECT(call(all[i], "version", 0, 0) == versions[i]);
    wasmc_instance_delete(all[i]);
  }
  wasmc_instance_delete(load(path, 3));
}

static void testForeign(const char *path, wasmc_error_kind kind, const char *text) {
  wasmc_error *error = NULL;
  EXPECT(!wasmc_module_open(path, &error));
  FAILS(error, kind, text);
}

int main(void) {
  for (int i = 0; i < 3; ++i) {
    testVersions("./live.so");
    testVersions("live.so");
  }
  testForeign("./foreign.so", WASMC_INCOMPATIBLE, "foreign.so: not a module that wasmc has compiled");
  testForeign("nameless.so", WASMC_INCOMPATIBLE, "not a module that wasmc has compiled");
  testForeign("needing.so", WASMC_INCOMPATIBLE, "not a module that wasmc has compiled");
  testForeign("short.so", WASMC_INCOMPATIBLE, "not a module that wasmc has compiled");
  testForeign("first.wat", WASMC_INCOMPATIBLE, "not a module that wasmc has compiled");
  testForeign("absent.so", WASMC_SYSTEM, "absent.so: cannot be read");
  testForeign(".", WASMC_SYSTEM, "cannot be read");
  puts("all held");
  return 0;
}

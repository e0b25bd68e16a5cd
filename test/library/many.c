/* 10,000 live instances in one process; a plugin that is loaded anew 1,000 times from changing files, without a leak.

   RUN: %wasmc --emit=shared --bounds=guard %S/Inputs/many.wat -o %t.guard.so && %wasmc --emit=shared --bounds=explicit %S/Inputs/many.wat -o %t.explicit.so
   RUN: %hostcc %s -o %t
   RUN: %run %t live %t.guard.so | FileCheck %s
   RUN: bash -c 'ulimit -v 16777216 && exec %run %t live %t.explicit.so' | FileCheck %s
   RUN: %run %t reload %t.guard.so | FileCheck %s
   CHECK: all held
*/
#include "Inputs/Expect.h"

#include <unistd.h>

static void testLive(const char *path) {
  enum { count = isEmulated ? 200 : 10000 };
  wasmc_module *module = openModule(path);
  wasmc_policy *policy = wasmc_policy_new();
  DONE(wasmc_policy_add(policy, "--max-memory=1M"));
  wasmc_instance **instances = calloc(count, sizeof *instances);
  for (int i = 0; i < count; ++i)
    instances[i] = makeInstance(module, NULL, policy);
  for (int i = 0; i < count; ++i)
    call(instances[i], "store", 1024, i);
  for (int i = 0; i < count; ++i)
    EXPECT(call(instances[i], "load", 1024, 0) == i);
  FAILS(tryCall(instances[count / 2], "load", 65536, 0, NULL), WASMC_TRAP, "out of bounds");
  for (int i = 0; i < count; ++i)
    wasmc_instance_delete(instances[i]);
  free(instances);
  wasmc_policy_delete(policy);
  wasmc_module_delete(module);
}

static void copyFile(const char *from, const char *to) {
  static char bytes[1 << 20];
  FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
  EXPECT(in && out);
  size_t size = fread(bytes, 1, sizeof bytes, in);
  EXPECT(size > 0 && fwrite(bytes, 1, size, out) == size && fclose(out) == 0);
  fclose(in);
}

/* Lines of a file of /proc/self. */
static int countLines(const char *path) {
  int lines = 0, c;
  FILE *file = fopen(path, "r");
  EXPECT(file);
  while ((c = fgetc(file)) != EOF)
    lines += c == '\n';
  fclose(file);
  return lines;
}

static long residentPages(void) {
  long size, resident;
  FILE *file = fopen("/proc/self/statm", "r");
  EXPECT(file && fscanf(file, "%ld %ld", &size, &resident) == 2);
  fclose(file);
  return resident;
}

static void testReload(const char *path) {
  char name[4096];
  int lines = 0;
  long resident = 0;
  for (int i = 0; i < (isEmulated ? 100 : 1000); ++i) {
    snprintf(name, sizeof name, "%s.%d.so", path, i % 2);
    unlink(name); /* the dynamic linker knows files by their inodes */
    copyFile(path, name);
    wasmc_module *module = openModule(name);
    wasmc_instance *instance = makeInstance(module, NULL, NULL);
    wasmc_module_delete(module);
    call(instance, "store", 0, i);
    EXPECT(call(instance, "load", 0, 0) == i);
    FAILS(tryCall(instance, "load", -4, 0, NULL), WASMC_TRAP, "out of bounds");
    FAILS(tryCall(instance, "load", -4, 0, NULL), WASMC_POISONED, "");
    wasmc_instance_delete(instance);
    if (i == (isEmulated ? 10 : 100)) {
      lines = countLines("/proc/self/maps");
      resident = residentPages();
    }
  }
  EXPECT(countLines("/proc/self/maps") <= lines + 2 && (isEmulated || residentPages() <= resident + 64));
  unlink(name);
}

int main(int argc, char **argv) {
  EXPECT(argc == 3);
  (strcmp(argv[1], "live") ? testReload : testLive)(argv[2]);
  puts("all held");
  return 0;
}

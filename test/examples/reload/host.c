// A plugin that is exchanged while the host runs, a thousand times: two versions in turn, and neither code nor memory stays behind.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <wasmc/wasmc.h>

enum { reloads = 1000, settled = 100 };

static void require(wasmc_error *error) {
  if (!error)
    return;
  printf("%s\n", wasmc_error_message(error));
  exit(1);
}

static int version(const char *path) {
  wasmc_error *error = NULL;
  wasmc_module *module = wasmc_module_open(path, &error);
  require(error);
  wasmc_instance *instance = wasmc_instance_new(module, NULL, NULL, &error);
  require(error);
  wasmc_value result;
  require(wasmc_call(instance, "version", NULL, 0, &result, 1));
  wasmc_instance_delete(instance);
  wasmc_module_delete(module);
  return result.i32;
}

static void exchange(const char *from) {
  FILE *in = fopen(from, "rb"), *out = fopen("current.so.new", "wb");
  char buffer[65536];
  size_t size;
  if (!in || !out)
    exit(1);
  while ((size = fread(buffer, 1, sizeof buffer, in)) > 0)
    fwrite(buffer, 1, size, out);
  fclose(in);
  if (fclose(out) != 0 || rename("current.so.new", "current.so") != 0)
    exit(1);
}

// Mappings, resident pages, descriptors: what could be left behind.
struct use {
  int mappings, pages, descriptors;
};

static struct use inUse(void) {
  struct use use = {0, 0, 0};
  FILE *maps = fopen("/proc/self/maps", "r"), *statm = fopen("/proc/self/statm", "r");
  for (int c; (c = getc(maps)) != EOF;)
    use.mappings += c == '\n';
  if (fscanf(statm, "%*d %d", &use.pages) != 1)
    exit(1);
  fclose(maps);
  fclose(statm);
  DIR *folder = opendir("/proc/self/fd");
  while (readdir(folder))
    ++use.descriptors;
  closedir(folder);
  return use;
}

int main(void) {
  static const char *const versions[] = {"one.so", "two.so"};
  struct use before = {0, 0, 0};
  for (int i = 0; i < reloads; ++i) {
    exchange(versions[i % 2]);
    if (version("./current.so") != i % 2 + 1) {
      printf("reload %d runs the wrong version\n", i);
      return 1;
    }
    if (i == settled)
      before = inUse();
  }
  struct use after = inUse();
  printf("%d reloads, each the right version\n", reloads);
  printf("mappings: %s\n", after.mappings <= before.mappings ? "none left behind" : "left behind");
  printf("memory: %s\n", after.pages <= before.pages + 64 ? "none left behind" : "left behind");
  printf("descriptors: %s\n", after.descriptors <= before.descriptors ? "none left behind" : "left behind");
  return 0;
}

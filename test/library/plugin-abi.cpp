// What wasmc hands to libwasmc (rt/abi/Plugin.h), used without it: a shared and a linked-in library are found, instantiated and called.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %wasmc --emit=shared,static-lib %S/Inputs/calls.wat -o calls
// RUN: %wasmc --emit=static-lib --fuel 1 %S/Inputs/calls.wat -o metered.a
// RUN: %host-clang++ -O2 -std=c++23 -I%root %s calls.a metered.a -o host && %run ./host ./calls.so | FileCheck %s
// RUN: %if sanitizers %{ clang++ -O2 -std=c++23 -fsanitize=address -static-libsan -no-pie -I%root %s calls.a metered.a -o host-asan && ./host-asan ./calls.so | FileCheck %s %}
// CHECK: shared: fuel 0, log(7) = 1000000000007, calls 41
// CHECK: linked: fuel 0, log(7) = 1000000000007, calls 41
// 7 rounds at 8 instructions, 4 before them, 2 after; the host takes 5.
// CHECK: metered: fuel 1, log(7) = 1000000000007, calls 41, 67 spent, 62 of them before the call of the host
#include "rt/abi/Plugin.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

using namespace wasmc::abi;

extern "C" const Plugin calls_plugin, metered_plugin;

namespace {

constexpr int64_t budget = 1000000;
int64_t fuel, fuelAtLog;

void logNumber(void *data, Value *slots) {
  fuelAtLog = fuel;
  fuel -= 5;
  slots[0].i64 = *static_cast<const uint64_t *>(data) + slots[0].i32;
}

const ExportDesc &find(const ModuleDesc &module, const char *name) {
  for (uint64_t i = 0; i < module.exportCount; ++i)
    if (module.exports[i].nameSize == strlen(name) && memcmp(module.exports[i].name, name, strlen(name)) == 0)
      return module.exports[i];
  abort();
}

void use(const char *what, const Plugin &plugin) {
  bool isOurs = memcmp(plugin.magic, pluginMagic, sizeof pluginMagic) == 0 && plugin.version == pluginVersion;
  if (!isOurs || plugin.library->moduleCount != 1 || plugin.builtins[plugin.builtinCount - 1] || plugin.library->objects)
    abort();
  const ModuleDesc &module = *plugin.library->modules[0];
  auto *instance = static_cast<uint8_t *>(aligned_alloc(16, module.instanceSize));
  memcpy(instance, module.image, module.instanceSize);
  *reinterpret_cast<Instance *>(instance) = {.module = &module, .fuel = &fuel};
  uint64_t data = 1000000000000;
  HostFunction host = {logNumber, &data, &fuel};
  auto *functions = reinterpret_cast<FuncRef *>(instance + module.funcRefsOffset);
  uint64_t type = module.imports[0].type.function;
  functions[0] = {plugin.library->types[type].hostEntry, type, &host};
  for (uint64_t i = 1; i < module.funcRefCount; ++i)
    functions[i].instance = instance;
  fuel = budget;
  module.initialize(reinterpret_cast<Instance *>(instance));
  const ExportDesc &work = find(module, "work");
  Value slots[1] = {{.i32 = 7}};
  plugin.library->types[work.type->function].invoke(reinterpret_cast<FuncRef *>(instance + work.offset), slots);
  auto *code = static_cast<const uint8_t *>(reinterpret_cast<FuncRef *>(instance + work.offset)->code);
  if (code < plugin.textBegin || code >= plugin.textEnd)
    abort();
  bool counts = plugin.info->flags & countsFuelFlag;
  printf("%s: fuel %d, log(7) = %llu, calls %d", what, counts, static_cast<unsigned long long>(slots[0].i64),
         *reinterpret_cast<int *>(instance + find(module, "calls").offset));
  if (counts)
    printf(", %d spent, %d of them before the call of the host", static_cast<int>(budget - fuel),
           static_cast<int>(budget - fuelAtLog));
  printf("\n");
  free(instance);
}

}  // namespace

int main(int, char **arguments) {
  void *object = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!object) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  use("shared", *static_cast<const Plugin *>(dlsym(object, "wasmc_plugin")));
  use("linked", calls_plugin);
  use("metered", metered_plugin);
}

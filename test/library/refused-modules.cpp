// What is no module for this libwasmc is refused with the reason, before any of it runs: no ELF file, none of wasmc's, one for another CPU,
// another version of the interface or another list of runtime functions. A linked module that fits is one like any other.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %wasmc --emit=static-lib %S/Inputs/calls.wat -o calls.a && %host-clang -shared -x c /dev/null -o empty.so
// RUN: %wasmc --emit=shared %S/Inputs/calls.wat -o own.so && %foreign-wasmc --emit=shared %S/Inputs/calls.wat -o foreign.so
// RUN: %host-clang++ -O1 -std=c++23 -Wall -Wextra -Werror -I%root -I%root/rt/include %s calls.a %libwasmc -pthread -ldl -o host
// RUN: %run ./host %s
#include "rt/abi/Plugin.h"
#include "test/library/Inputs/Expect.h"

using wasmc::abi::Plugin;

extern "C" const Plugin calls_plugin;

namespace {

wasmc_module *linked(const Plugin &plugin, wasmc_error **error) {
  return wasmc_module_linked(reinterpret_cast<const wasmc_plugin *>(&plugin), error);
}

// The module that fits with one thing changed.
template <typename Change> void refuses(Change change, const char *text) {
  Plugin plugin = calls_plugin;
  change(plugin);
  wasmc_error *error = nullptr;
  EXPECT(!linked(plugin, &error));
  FAILS(error, WASMC_INCOMPATIBLE, text);
}

void refusesFile(const char *path, wasmc_error_kind kind, const char *text) {
  wasmc_error *error = nullptr;
  EXPECT(!wasmc_module_open(path, &error));
  FAILS(error, kind, text);
}

wasmc_error *log(void *, wasmc_instance *, wasmc_value *slots) {
  slots[0].i64 = 100 + slots[0].i32;
  return nullptr;
}

void useLinked() {
  wasmc_error *error = nullptr;
  wasmc_module *module = linked(calls_plugin, &error);
  DONE(error);
  EXPECT(wasmc_module_import_count(module) == 1 && !strcmp(wasmc_module_import(module, 0).name, "log"));
  wasmc_imports *imports = wasmc_imports_new();
  DONE(wasmc_imports_function(imports, "env", "log", "(i32) -> (i64)", log, nullptr, nullptr));
  wasmc_instance *instance = makeInstance(module, imports, nullptr);
  wasmc_value slot = {};
  slot.i32 = 5;
  DONE(wasmc_call(instance, "work", &slot, 1, &slot, 1));
  EXPECT(slot.i64 == 105);
  wasmc_instance_delete(instance);
  wasmc_imports_delete(imports);
  wasmc_module_delete(module);
}

}  // namespace

int main(int, char **arguments) {
  useLinked();
  refuses([](Plugin &plugin) { plugin.magic[0] = 'W'; }, "not a module that wasmc has compiled");
  refuses([](Plugin &plugin) { ++plugin.version; }, "of libwasmc's interface");
  refuses([](Plugin &plugin) { --plugin.version; }, "of libwasmc's interface");
  refuses([](Plugin &plugin) { --plugin.builtinCount; }, "runtime functions");
  refusesFile(arguments[1], WASMC_INCOMPATIBLE, "not a module that wasmc has compiled");
  refusesFile("./empty.so", WASMC_INCOMPATIBLE, "not a module that wasmc has compiled");
  refusesFile("./missing.so", WASMC_SYSTEM, "cannot be read (error 2)");
  refusesFile("./foreign.so", WASMC_INCOMPATIBLE, "compiled for another CPU than this one");
  wasmc_module_delete(openModule("./own.so"));
  useLinked();
}

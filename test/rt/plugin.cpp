// Libraries as hosts link them, two in one executable: each has its own stubs, which lead to the runtime; exceptions pass through
// their frames, traps are told by code, fuel is counted in memory of the host's.
//
// RUN: rm -rf %t.d && mkdir %t.d && cd %t.d
// RUN: %wasmc --target=x86_64-linux %S/Inputs/plugin.wat --emit=static-lib,obj -o one
// RUN: %wasmc --target=x86_64-linux %S/Inputs/plugin.wat --emit=static-lib,obj --fuel=1 --bounds=explicit -O1 -o two
// RUN: %rtcc-x86_64 %s -o test one.o two.o && ./test 2>&1 | FileCheck %s
// RUN: %wasmc --target=aarch64-linux %S/Inputs/plugin.wat --emit=static-lib,obj -O3 -o one
// RUN: %wasmc --target=aarch64-linux %S/Inputs/plugin.wat --emit=static-lib,obj --fuel=1 --strip -o two
// RUN: %rtcc-aarch64 %s -o test.arm one.o two.o && %qemu-aarch64 ./test.arm 2>&1 | FileCheck %s
#include "rt/abi/Builtins.h"
#include "rt/abi/Plugin.h"
#include "rt/instance/Library.h"
#include "rt/traps/Catch.h"
#include "test/rt/Expect.h"

extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Plugin one_plugin, two_plugin;

namespace wasmc::rt {
namespace {

constexpr int64_t budget = 1000000;
int64_t fuel, fuelInLog;
uint32_t logged;

void log(void *, abi::Value *slots) {
  logged = slots[0].i32;
  fuelInLog = fuel;
  fuel -= 1000;
}

// Those that the module needs; the collector's would need the program to have types of objects.
void connect(const abi::Plugin &plugin) {
  auto set = [&](abi::Builtin builtin, auto *function) {
    plugin.builtins[static_cast<uint32_t>(builtin)] = reinterpret_cast<void *>(function);
  };
  set(abi::Builtin::memory_grow, abi::wasmc_memory_grow);
  set(abi::Builtin::table_grow, abi::wasmc_table_grow);
  set(abi::Builtin::allocate_exception, abi::wasmc_allocate_exception);
  set(abi::Builtin::throw_exception, abi::wasmc_throw_exception);
  set(abi::Builtin::release_exception, abi::wasmc_release_exception);
}

constinit abi::HostFunction hostFunction = {log, nullptr, &fuel};
abi::FuncRef hostLog;
abi::Extern imports[1];

abi::Instance &instantiate(const abi::Plugin &plugin) {
  expect(plugin.library->moduleCount == 1 && plugin.textBegin < plugin.textEnd, "one module with code");
  connect(plugin);
  const abi::ModuleDesc &module = *plugin.library->modules[0];
  uint32_t type = module.imports[0].type.function;
  hostLog = {plugin.library->types[type].hostEntry, type, &hostFunction};
  imports[0] = {&module.imports[0].type, &hostLog};
  LinkError error = {};
  abi::Instance *instance = createInstance(module, imports, error);
  expect(instance, error.text);
  instance->fuel = &fuel;
  fuel = budget;
  initializeInstance(*instance);
  return *instance;
}

struct Call {
  const abi::Plugin &plugin;
  const abi::FuncRef &function;
  abi::Value slots[1];
};

// The result, or what the trap's code is, negative.
int64_t call(const abi::Plugin &plugin, abi::Instance &instance, StringView name, uint32_t argument) {
  Call it = {plugin, *static_cast<const abi::FuncRef *>(exportOf(instance, name).address), {}};
  it.slots[0].i32 = argument;
  auto *code = static_cast<const uint8_t *>(it.function.code);
  expect(code >= plugin.textBegin && code < plugin.textEnd, "its code is within the bounds");
  auto run = [](void *argument) {
    auto &it = *static_cast<Call *>(argument);
    invoke(it.plugin.library->types, it.function, it.slots);
  };
  TrapCode trap;
  if (!callGuarded(run, &it, trap))
    return -1 - static_cast<int64_t>(trap);
  return it.slots[0].i32;
}

constexpr int64_t trapped(TrapCode code) { return -1 - static_cast<int64_t>(code); }

void test(const abi::Plugin &plugin) {
  abi::Instance &instance = instantiate(plugin);
  auto check = [&](StringView name, uint32_t argument, int64_t result) {
    expect(call(plugin, instance, name, argument) == result, name);
  };
  check("catch", 3, 3);
  check("catch", 300, 300);
  check("uncaught", 3, trapped(TrapCode::UncaughtException));
  check("grow", 1, 1 << 8 | 2);
  check("grow", 1, 2 << 8 | 3);
  check("grow", 1, -256 + 4 + (int64_t{1} << 32));
  check("copy", 1000, 0);
  check("copy", 3 * 65536 - 4999, trapped(TrapCode::OutOfBoundsMemory));
  check("divide", 5, 20);
  check("divide", 0, trapped(TrapCode::IntegerDivideByZero));
  check("log", 77, 1);
  expect(logged == 77, "the host was called");
}

// The same module with and without counting: numbers are those of the rule in codegen/emit/Fuel.h.
void testFuel() {
  abi::Instance &instance = instantiate(two_plugin);
  auto spent = [&](StringView name, uint32_t argument, int64_t result) {
    fuel = budget;
    expect(call(two_plugin, instance, name, argument) == result, name);
    return budget - fuel;
  };
  expect(spent("spin", 10, 0) == 10 * 6 + 1, "ten rounds and what is behind them");
  expect(spent("log", 5, 1) == 3 + 1000, "what the host takes counts");
  expect(budget - fuelInLog == 2, "the host sees what is left");
  int64_t once = spent("spin and throw", 1, 0), thrice = spent("spin and throw", 3, 0);
  expect(thrice - once == 2 * (spent("spin and throw", 2, 0) - once) && thrice > once,
         "rounds that end in a handler cost the same");
  fuel = 1000;
  expect(call(two_plugin, instance, "spin and throw", 1000000) == trapped(TrapCode::OutOfFuel), "no handler gives fuel back");
  fuel = 1000;
  expect(call(two_plugin, instance, "spin", 1000000) == trapped(TrapCode::OutOfFuel), "a loop ends");
  expect((two_plugin.info->flags & abi::countsFuelFlag) && !(one_plugin.info->flags & abi::countsFuelFlag), "the flag");
}

void run() {
  test(one_plugin);
  test(two_plugin);
  testFuel();
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

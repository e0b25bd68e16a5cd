// A million tail calls from one instance to another and back, with arguments and results in memory, end in a tail call of the
// host's function. Two threads do it at the same time, each with instances of its own.
//
// RUN: %wasmc --target=x86_64-linux %S/Inputs/tail-calls.wat --model=library -O0 -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t 2>&1 | FileCheck %s
// RUN: %wasmc --target=x86_64-linux %S/Inputs/tail-calls.wat --model=library -O3 -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t 2>&1 | FileCheck %s
// RUN: %wasmc --target=aarch64-linux %S/Inputs/tail-calls.wat --model=library -O0 -c -o %t.module.o
// RUN: %rtcc-aarch64 %s -o %t.arm %t.module.o && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
// RUN: %wasmc --target=aarch64-linux %S/Inputs/tail-calls.wat --model=library -O2 -c -o %t.module.o
// RUN: %rtcc-aarch64 %s -o %t.arm %t.module.o && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/instance/Library.h"
#include "rt/threads/Thread.h"
#include "rt/traps/Catch.h"
#include "test/rt/Expect.h"

extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Library wasmc_library;

namespace wasmc::rt {
namespace {

constexpr uint32_t hops = 1'000'000;

// What the two instances of one thread share.
struct World {
  abi::HostFunction host;
  abi::FuncRef last;
  abi::Value numbers[2];
  const void *elements[2];
  abi::Table table;
  abi::Instance *instances[2];
  abi::Value slots[10];
};

World worlds[2];

// The last function of the chain: its results are the sums of its arguments.
void finish(void *data, abi::Value *slots) {
  expect(data == &worlds[0] || data == &worlds[1], "the host's data");
  expect(slots[0].i32 == UINT32_MAX, "the first argument");
  uint64_t first = slots[1].i64 + slots[2].i64, second = slots[3].i64 + slots[4].i64, third = slots[5].i64 + slots[6].i64;
  slots[4].f64 = slots[9].f64 + static_cast<double>(slots[7].i64);
  slots[3].i64 = slots[8].i64;
  slots[0].i64 = first;
  slots[1].i64 = second;
  slots[2].i64 = third;
}

void instantiate(World &world, uint32_t number) {
  const abi::ModuleDesc &module = *wasmc_library.modules[0];
  world.numbers[number].i32 = number;
  const abi::Extern imports[] = {{&module.imports[0].type, &world.numbers[number]},
                                 {&module.imports[1].type, &world.table},
                                 {&module.imports[2].type, &world.last}};
  LinkError error = {};
  abi::Instance *instance = createInstance(module, imports, error);
  expect(instance, error.text);
  initializeInstance(*instance);
  world.instances[number] = instance;
}

void runChain(void *argument) {
  World &world = *static_cast<World *>(argument);
  uint32_t type = wasmc_library.modules[0]->imports[2].type.function;
  world.host = {finish, &world};
  world.last = {wasmc_library.types[type].hostEntry, type, &world.host};
  world.table = {world.elements, 2, 2};
  instantiate(world, 0);
  instantiate(world, 1);
  world.slots[0].i32 = hops;
  for (uint64_t i = 1; i < 8; ++i)
    world.slots[i].i64 = i * 1000;
  world.slots[8].i64 = 5;
  world.slots[9].f64 = 1;
  const abi::Extern hop = exportOf(*world.instances[0], "hop");
  invoke(wasmc_library.types, *static_cast<const abi::FuncRef *>(hop.address), world.slots);
}

void expectResults(const World &world) {
  const abi::Value *slots = world.slots;
  expect(slots[0].i64 == 3000 && slots[1].i64 == 7000 && slots[2].i64 == 11000, "arguments that go through unchanged");
  expect(slots[3].i64 == 5 + hops / 2 * 3, "each instance has added its part");
  expect(slots[4].f64 == 1 + hops * 0.5 + 7000, "a float");
}

void runOnThread(void *world) {
  TrapCode code;
  expect(callGuarded(runChain, world, code), "a chain on a second thread");
}

void run() {
  Result<Thread *> thread = startThread(runOnThread, &worlds[1]);
  expect(thread.ok(), "a thread starts");
  runChain(&worlds[0]);
  joinThread(*thread);
  expectResults(worlds[0]);
  expectResults(worlds[1]);
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

// What an instance's globals, tables and segments refer to lives as long as the instance: each of several has objects of its own, and
// gives them back when it is destroyed, initialised or not.
//
// RUN: %wasmc --target=x86_64-linux %S/Inputs/objects.wat --model=library -O2 -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t 2>&1 | FileCheck %s
// RUN: %wasmc --target=aarch64-linux %S/Inputs/objects.wat --model=library -O0 -c -o %t.module.o
// RUN: %rtcc-aarch64 %s -o %t.arm %t.module.o && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/gc/ProgramHeap.h"
#include "rt/instance/Library.h"
#include "rt/traps/Catch.h"
#include "test/rt/Expect.h"

extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Library wasmc_library;

namespace wasmc::rt {
namespace {

constexpr uint32_t listLength = 100'000;
constexpr uint64_t listSize = listLength * 24;  // bytes

abi::Instance &create() {
  LinkError error = {};
  abi::Instance *instance = createInstance(*wasmc_library.modules[0], {}, error);
  expect(instance, "an instance");
  return *instance;
}

struct Call {
  abi::Instance &instance;
  StringView name;
  abi::Value value;
};

uint32_t call(abi::Instance &instance, StringView name, uint32_t argument = 0) {
  Call it = {instance, name, {.i32 = argument}};
  auto run = [](void *data) {
    auto &it = *static_cast<Call *>(data);
    invoke(wasmc_library.types, *static_cast<const abi::FuncRef *>(exportOf(it.instance, it.name).address), &it.value);
  };
  TrapCode code;
  expect(callGuarded(run, &it, code), "a call returns");
  return it.value.i32;
}

abi::Instance &instantiate() {
  abi::Instance &instance = create();
  auto run = [](void *data) { initializeInstance(*static_cast<abi::Instance *>(data)); };
  TrapCode code;
  expect(callGuarded(run, &instance, code), "an instance is initialised");
  return instance;
}

uint64_t live() {
  gc::collect();
  return gc::statistics().live;
}

void test() {
  constexpr uint32_t sum = listLength / 2 * (listLength + 1) + 7 + 8;
  abi::Instance &one = instantiate(), &other = instantiate();
  call(one, "keep", listLength);
  call(other, "keep", 10);
  gc::collect();
  expect(call(one, "sum") == sum && call(other, "sum") == 55 + 15, "each has its own objects");
  expect(live() >= listSize, "they are alive");
  destroyInstance(create());
  for (uint32_t i = 0; i < 50; ++i) {
    abi::Instance &brief = instantiate();
    call(brief, "keep", listLength / 10);
    destroyInstance(brief);
  }
  expect(call(one, "sum") == sum, "they stay when others go");
  expect(live() < 2 * listSize, "what belonged to those is gone");
  expect(call(other, "sum") == 55 + 15, "others stay");
}

void run() {
  expect(gc::bringUpHeap({uint64_t{64} << 20}).ok(), "the heap comes up");
  test();
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

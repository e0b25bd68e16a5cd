// Exceptions that are objects of the collector: those that the host throws are, too, and what was thrown and caught is gone.
//
// RUN: %wasmc --target=x86_64-linux %S/Inputs/exceptions-collected.wat --model=library -O2 -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t 2>&1 | FileCheck %s
// RUN: %wasmc --target=aarch64-linux %S/Inputs/exceptions-collected.wat --model=library -O0 -c -o %t.module.o
// RUN: %rtcc-aarch64 %s -o %t.arm %t.module.o && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/exceptions/Storage.h"
#include "rt/exceptions/Throw.h"
#include "rt/gc/ProgramHeap.h"
#include "rt/instance/Library.h"
#include "rt/traps/Catch.h"
#include "test/rt/Expect.h"

extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Library wasmc_library;

namespace wasmc::rt {
namespace {

constexpr uint32_t megabyte = 1 << 20;

const abi::ModuleDesc &module() { return *wasmc_library.modules[0]; }

abi::Instance *instance;

void hostCall(void *, abi::Value *slots) {
  abi::Exception &exception = allocateException(*static_cast<const abi::Tag *>(exportOf(*instance, "number").address));
  expect(isCollected(exception), "the host's exceptions are objects, too");
  setValue(exception, 0, {.i32 = slots[0].i32});
  throwException(exception);
}

constinit abi::HostFunction hostFunction = {hostCall, nullptr};
constinit abi::FuncRef host = {};

void instantiate() {
  uint32_t type = module().imports[0].type.function;
  host = {wasmc_library.types[type].hostEntry, type, &hostFunction};
  abi::Extern imports[] = {{&module().imports[0].type, &host}};
  LinkError error = {};
  instance = createInstance(module(), imports, error);
  expect(instance, "an instance");
  TrapCode code;
  expect(callGuarded([](void *made) { initializeInstance(*static_cast<abi::Instance *>(made)); }, instance, code),
         "initialisation");
}

struct Call {
  StringView name;
  abi::Value slots[1];
};

uint32_t call(StringView name, uint32_t argument) {
  Call it = {name, {{.i32 = argument}}};
  auto run = [](void *data) {
    auto &it = *static_cast<Call *>(data);
    invoke(wasmc_library.types, *static_cast<const abi::FuncRef *>(exportOf(*instance, it.name).address), it.slots);
  };
  TrapCode code;
  expect(callGuarded(run, &it, code), name);
  return it.slots[0].i32;
}

// What dead frames have left on the stack would keep objects.
[[gnu::noinline]] void clearStack() {
  volatile uint8_t space[32768];
  for (volatile uint8_t &byte : space)
    byte = 0;
}

uint64_t live() {
  clearStack();
  gc::collect();
  return gc::statistics().live;
}

void run() {
  expect(gc::bringUpHeap({uint64_t{64} * megabyte}).ok(), "the heap comes up");
  instantiate();
  for (uint32_t i = 0; i < 100'000; ++i)
    expect(call("catch", i) == i, "the guest catches");
  expect(exceptionCount() == 0 && live() < megabyte, "what the host has thrown is gone");
  expect(call("bytes", 10 * megabyte) == 10 * megabyte, "the guest throws");
  expect(live() < megabyte, "what the guest has thrown is gone");
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

// Exceptions in the library model: out of the guest as values, thrown by the host, past the host's frames only if it throws them
// again; an instance's tags are not another's; memory stays bounded while a million are thrown.
//
// RUN: %wasmc --target=x86_64-linux %S/Inputs/exceptions.wat --features=all,+legacy-exceptions --model=library -O0 -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t 1000000 2>&1 | FileCheck %s
// RUN: %wasmc --target=x86_64-linux %S/Inputs/exceptions.wat --features=all,+legacy-exceptions --model=library -O2 -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t 1000000 2>&1 | FileCheck %s
// RUN: %wasmc --target=aarch64-linux %S/Inputs/exceptions.wat --features=all,+legacy-exceptions --model=library -O2 -c -o %t.module.o
// RUN: %rtcc-aarch64 %s -o %t.arm %t.module.o && %qemu-aarch64 %t.arm 10000 2>&1 | FileCheck %s
#include "rt/exceptions/Storage.h"
#include "rt/exceptions/Throw.h"
#include "rt/instance/Library.h"
#include "rt/traps/Catch.h"
#include "test/rt/Expect.h"

extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Library wasmc_library;

namespace wasmc::rt {
namespace {

const abi::ModuleDesc &module() { return *wasmc_library.modules[0]; }

abi::Instance *first, *second;

const abi::FuncRef *functionOf(abi::Instance &instance, StringView name) {
  abi::Extern entity = exportOf(instance, name);
  expect(entity.type && entity.type->kind == abi::ExternKind::Func, name);
  return static_cast<const abi::FuncRef *>(entity.address);
}

const abi::Tag &numberTag(abi::Instance &instance) { return *static_cast<const abi::Tag *>(exportOf(instance, "number").address); }

struct Call {
  const abi::FuncRef *function;
  abi::Value slots[1];
};

void doCall(void *argument) {
  auto *call = static_cast<Call *>(argument);
  invoke(wasmc_library.types, *call->function, call->slots);
}

uint32_t call(abi::Instance &instance, StringView name, uint32_t argument) {
  Call it = {functionOf(instance, name), {}};
  it.slots[0].i32 = argument;
  TrapCode code;
  expect(callGuarded(doCall, &it, code), name);
  return it.slots[0].i32;
}

// The exception that comes out of the call.
abi::Exception &thrownBy(abi::Instance &instance, StringView name, uint32_t argument) {
  Call it = {functionOf(instance, name), {}};
  it.slots[0].i32 = argument;
  TrapCode code;
  abi::Exception *exception = nullptr;
  expect(!callGuarded(doCall, &it, code, &exception) && code == TrapCode::UncaughtException && exception, name);
  return *exception;
}

// --- The host's function, in whose frame exceptions meet

enum Way : uint32_t { Return, PassOn, ThrowOwn, Swallow, Ignore, CatchOwn };

[[noreturn]] void throwOwn(void *) {
  abi::Exception &exception = allocateException(numberTag(*first));
  setValue(exception, 0, {.i32 = 9});
  throwException(exception);
}

void hostCall(void *, abi::Value *slots) {
  switch (static_cast<Way>(slots[0].i32)) {
  case Return: return;
  case PassOn: throwException(thrownBy(*first, "throw", 7));
  case ThrowOwn: throwOwn(nullptr);
  case Swallow: return releaseException(thrownBy(*first, "throw", 8));
  case Ignore: {  // not on its guard
    Call it = {functionOf(*first, "throw"), {}};
    it.slots[0].i32 = 11;
    doCall(&it);
    expect(false, "an exception does not return");
    return;
  }
  case CatchOwn: {
    TrapCode code;
    expect(!callGuarded(throwOwn, nullptr, code) && code == TrapCode::UncaughtException, "the host catches its own");
  }
  }
}

constinit abi::HostFunction hostFunction = {hostCall, nullptr};
constinit abi::FuncRef host = {};

void initialize(void *instance) { initializeInstance(*static_cast<abi::Instance *>(instance)); }

abi::Instance *instantiate() {
  uint32_t type = module().imports[0].type.function;
  host = {wasmc_library.types[type].hostEntry, type, &hostFunction};
  abi::Extern imports[] = {{&module().imports[0].type, &host}};
  LinkError error = {};
  abi::Instance *instance = createInstance(module(), imports, error);
  expect(instance, error.text);
  TrapCode code;
  expect(callGuarded(initialize, instance, code), "initialisation");
  return instance;
}

// --- Tests

void expectNumber(abi::Exception &exception, uint32_t number, StringView what) {
  expect(exception.tag == &numberTag(*first) && valueOf(exception, 0).i32 == number, what);
  releaseException(exception);
}

void testHost() {
  expectNumber(thrownBy(*first, "throw", 5), 5, "out of the guest");
  expect(call(*first, "catch", Return) == UINT32_MAX, "nothing is thrown");
  expect(call(*first, "catch", PassOn) == 7, "the host throws what it has caught");
  expect(call(*first, "catch", ThrowOwn) == 9, "the host throws");
  expect(call(*first, "catch", Swallow) == UINT32_MAX, "the host catches");
  expect(call(*first, "catch", CatchOwn) == UINT32_MAX, "no handler beyond the innermost callGuarded");
  expectNumber(thrownBy(*first, "catch", Ignore), 11, "no handler beyond the host's frame");
  expectNumber(thrownBy(*first, "catch another", PassOn), 7, "no handler for the tag");
  expectNumber(thrownBy(*second, "catch", PassOn), 7, "no handler for another instance's tag");
  Call it = {functionOf(*first, "throw"), {}};
  TrapCode code;
  expect(!callGuarded(doCall, &it, code) && code == TrapCode::UncaughtException, "nobody asks for the exception");
  expect(exceptionCount() == 0, "nothing is left");
}

uint32_t rounds(const char *text) {
  uint32_t number = 0;
  for (; *text; ++text)
    number = number * 10 + static_cast<uint32_t>(*text - '0');
  return number;
}

void testMemory(uint32_t count) {
  expect(call(*first, "values", count) == 0 && exceptionCount() == 0, "values");
  constexpr const char *ways[] = {"references", "cleanups", "legacy"};
  for (const char *name : ways) {
    expect(call(*first, StringView(name), count) == 0, StringView(name));
    expect(exceptionCount() <= 512, "memory is bounded");
  }
  expect(call(*first, "keep all", 500) == 1, "what is referred to stays");
}

// Where no search of the stack finds it.
abi::Exception *kept;

[[gnu::noinline]] void clearStack() {
  volatile uint8_t space[32768];
  for (volatile uint8_t &byte : space)
    byte = 0;
}

[[gnu::noinline]] void keep(uint32_t number) { kept = &thrownBy(*first, "cleanup", number); }

// The guest had a reference to it, too, before it came out.
void testKept() {
  keep(5);
  clearStack();
  call(*first, "references", 1000);
  expectNumber(*kept, 5, "the host keeps it");
  uint64_t count = exceptionCount();
  for (uint32_t i = 0; i < 10; ++i)
    expectNumber(thrownBy(*first, "cleanup", i), i, "a guest throws again");
  expect(exceptionCount() == count, "what the host releases is gone at once");
}

void run() {
  first = instantiate();
  second = instantiate();
  testHost();
  expect(process().argc == 2, "how many exceptions to throw");
  testMemory(rounds(process().argv[1]));
  testKept();
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

// Instances at run time: linking with the host and with each other, what does not match, isolation, traps in instantiation,
// release.
//
// RUN: %wasmc --target=x86_64-linux %S/Inputs/library.wat --model=library -O0 -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t many 2>&1 | FileCheck %s
// RUN: %wasmc --target=x86_64-linux %S/Inputs/library.wat --model=library -O2 --bounds=explicit -c -o %t.module.o
// RUN: %rtcc-x86_64 %s -o %t %t.module.o && %t many 2>&1 | FileCheck %s
// RUN: %wasmc --target=aarch64-linux %S/Inputs/library.wat --model=library -O2 -c -o %t.module.o
// RUN: %rtcc-aarch64 %s -o %t.arm %t.module.o && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/instance/Library.h"
#include "rt/traps/Catch.h"
#include "test/rt/Expect.h"

extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Library wasmc_library;

namespace wasmc::rt {
namespace {

const abi::ModuleDesc &module() { return *wasmc_library.modules[0]; }

enum Import { F, Count, Base, Table, importCount };

struct Imports {
  abi::Extern externs[importCount];
};

// --- What the host provides

int hostCalls = 0;

void provide(void *data, abi::Value *slots) {
  expect(data == &hostCalls && slots[0].i32 == 7 && slots[1].i64 == uint64_t{1} << 40, "arguments arrive");
  ++hostCalls;
  slots[0].i64 = 10;
  slots[1].i32 = 20;
  slots[2].f64 = 30;
  slots[3].i32 = 40;
}

constinit abi::HostFunction hostFunction = {provide, &hostCalls};
constinit abi::FuncRef hostF = {};
abi::Value hostCount, hostBase;
const void *hostElements[4];
constinit abi::Table hostTable = {hostElements, 4, 4};
abi::ExternType tableType;

// Of the module's own declarations, so that they match.
Imports hostImports() {
  uint32_t type = module().imports[F].type.function;
  hostF = {wasmc_library.types[type].hostEntry, type, &hostFunction};
  hostBase.i32 = 32;
  tableType = module().imports[Table].type;
  tableType.max = 4;
  return {{{&module().imports[F].type, &hostF},
           {&module().imports[Count].type, &hostCount},
           {&module().imports[Base].type, &hostBase},
           {&tableType, &hostTable}}};
}

Imports importsFrom(abi::Instance &instance) {
  return {{exportOf(instance, "f"), exportOf(instance, "count"), exportOf(instance, "base"), exportOf(instance, "table")}};
}

// --- Calls

struct Call {
  const abi::FuncRef *function;
  abi::Value slots[4];
};

void doCall(void *argument) {
  auto *call = static_cast<Call *>(argument);
  invoke(wasmc_library.types, *call->function, call->slots);
}

const abi::FuncRef *functionOf(abi::Instance &instance, StringView name) {
  return static_cast<const abi::FuncRef *>(exportOf(instance, name).address);
}

uint32_t call(const abi::FuncRef *function, uint32_t first = 0, uint32_t second = 0) {
  Call it = {function, {}};
  it.slots[0].i32 = first;
  it.slots[1].i32 = second;
  TrapCode code;
  expect(callGuarded(doCall, &it, code), "a call returns");
  return it.slots[0].i32;
}

void expectTrap(TrapCode wanted, const abi::FuncRef *function, uint32_t first = 0, uint32_t second = 0) {
  Call it = {function, {}};
  it.slots[0].i32 = first;
  it.slots[1].i32 = second;
  TrapCode code = TrapCode::UndefinedImport;
  expect(!callGuarded(doCall, &it, code) && code == wanted, "a call traps");
}

void initialize(void *instance) { initializeInstance(*static_cast<abi::Instance *>(instance)); }

abi::Instance &instantiate(const Imports &imports) {
  LinkError error = {};
  abi::Instance *instance = createInstance(module(), imports.externs, error);
  expect(instance, error.text);
  TrapCode code;
  expect(callGuarded(initialize, instance, code), "initialisation");
  return *instance;
}

// --- Tests

void expectLinkError(Imports imports, uint64_t at, const abi::Extern &provided, StringView text) {
  imports.externs[at] = provided;
  LinkError error = {};
  expect(!createInstance(module(), imports.externs, error) && error.import == at && error.text == text, text);
}

void testMatching() {
  Imports good = hostImports();
  StringView wrong = "incompatible import type";
  for (uint64_t i = 0; i < importCount; ++i)
    expectLinkError(good, i, {}, "unknown import");
  expectLinkError(good, F, good.externs[Count], wrong);
  expectLinkError(good, Count, good.externs[Base], wrong);
  expectLinkError(good, Base, good.externs[Count], wrong);
  abi::ExternType type = module().imports[F].type;
  ++type.function;
  expectLinkError(good, F, {&type, &hostF}, wrong);
  type = module().imports[Base].type;
  type.value.kind = abi::ValueKind::F32;
  expectLinkError(good, Base, {&type, &hostBase}, wrong);
  type = tableType;
  type.max = 7;
  expectLinkError(good, Table, {&type, &hostTable}, wrong);
  type.flags = 0;
  expectLinkError(good, Table, {&type, &hostTable}, wrong);
  abi::Table small = {hostElements, 1, 4};
  expectLinkError(good, Table, {&tableType, &small}, wrong);
  LinkError error = {};
  expect(!createInstance(module(), {}, error) && error.text == "unknown import", "no imports at all");
}

void testLinking(abi::Instance &a, abi::Instance &b) {
  expect(hostCount.i32 == 1, "the start function has run on the host's global");
  expect(static_cast<abi::Value *>(exportOf(a, "count").address)->i32 == 101, "and on the first instance's");
  expect(static_cast<abi::Value *>(exportOf(b, "count").address)->i32 == 100, "not on its own");
  expect(!exportOf(a, "no such").type && !exportOf(a, "loa").type, "no export");
  Call it = {functionOf(b, "f"), {}};
  it.slots[0].i32 = 7;
  it.slots[1].i64 = uint64_t{1} << 40;
  TrapCode code;
  expect(callGuarded(doCall, &it, code) && hostCalls == 1, "through two instances to the host");
  expect(it.slots[0].i64 == 12 && it.slots[1].i32 == 22 && it.slots[2].f64 == 32 && it.slots[3].i32 == 42, "results");
  abi::Extern again = exportOf(b, "imported table"), original = exportOf(a, "table");
  expect(again.address == original.address && again.type == original.type, "an import that is exported again");
}

void testIsolation(abi::Instance &a, abi::Instance &b) {
  expect(call(functionOf(a, "load"), 32) == 42 && call(functionOf(b, "load"), 16) == 42,
         "data lies where the imported global says");
  call(functionOf(a, "store"), 64, 1);
  call(functionOf(b, "store"), 64, 2);
  expect(call(functionOf(a, "load"), 64) == 1 && call(functionOf(b, "load"), 64) == 2, "memories are separate");
  expectTrap(TrapCode::OutOfBoundsMemory, functionOf(a, "load"), 65533);
  expect(call(functionOf(a, "grow"), 1) == 1 && call(functionOf(a, "load"), 65536) == 0, "one grows");
  expectTrap(TrapCode::OutOfBoundsMemory, functionOf(b, "load"), 65536);
  expectTrap(TrapCode::OutOfBoundsMemory, functionOf(b, "load"), UINT32_MAX);
}

// A function in a table runs for the instance that it came from.
void testTables(abi::Instance &a, abi::Instance &b) {
  expect(hostElements[1] == functionOf(a, "load") && !hostElements[0], "an active segment in the host's table");
  expect(call(functionOf(b, "through table"), 1, 64) == 2, "the second instance's, in the first one's table");
  call(functionOf(a, "init"), 0);
  expect(hostElements[0] == functionOf(a, "load"), "a passive segment");
  call(functionOf(a, "drop"));
  expectTrap(TrapCode::OutOfBoundsTable, functionOf(a, "init"), 0);
  call(functionOf(b, "init"), 0);
  expect(call(functionOf(b, "through table"), 0, 64) == 2, "another instance's segment has not been dropped");
  expectTrap(TrapCode::UndefinedElement, functionOf(b, "through table"), 4, 0);
  expectTrap(TrapCode::UninitializedElement, functionOf(b, "through table"), 2, 0);
}

// What was done before the trap stays, and functions of the failed instance can be called.
void testTrapInInitialization() {
  Imports imports = hostImports();
  hostBase.i32 = 65536;
  hostElements[1] = nullptr;
  LinkError error = {};
  abi::Instance *instance = createInstance(module(), imports.externs, error);
  TrapCode code = TrapCode::UndefinedImport;
  uint32_t count = hostCount.i32;
  expect(!callGuarded(initialize, instance, code) && code == TrapCode::OutOfBoundsMemory, "the data segment does not fit");
  expect(hostCount.i32 == count, "the start function has not run");
  expect(hostElements[1] == functionOf(*instance, "load"), "the table has been written");
  expect(call(static_cast<const abi::FuncRef *>(hostElements[1]), 16) == 0, "and its function can be called");
}

// With guard regions, `many` times take more address space than there is, unless it is given back. (An emulator needs long for so
// much of it.)
void testRelease() {
  Imports imports = hostImports();
  int times = process().argc > 1 ? 20000 : 10;
  for (int i = 0; i < times; ++i) {
    abi::Instance &instance = instantiate(imports);
    if (i % 1000 == 0)
      expectTrap(TrapCode::OutOfBoundsMemory, functionOf(instance, "load"), UINT32_MAX);
    destroyInstance(instance);
  }
}

void run() {
  testMatching();
  abi::Instance &a = instantiate(hostImports());
  abi::Instance &b = instantiate(importsFrom(a));
  testLinking(a, b);
  testIsolation(a, b);
  testTables(a, b);
  testTrapInInitialization();
  testRelease();
  expect(call(functionOf(a, "load"), 64) == 1, "the others have not noticed");
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

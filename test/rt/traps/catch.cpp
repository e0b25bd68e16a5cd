// callGuarded turns every kind of trap into a value, nested and a thousand times, and everything works as before afterwards.
//
// RUN: %rtcc-x86_64 %s -o %t && %t c 2>&1 | FileCheck %s
// RUN: %t h 2>&1 | FileCheck %s --check-prefix=HOST
// RUN: %exits 134 %t t 2>&1 | FileCheck %s --check-prefix=UNCAUGHT
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm c 2>&1 | FileCheck %s
// RUN: %qemu-aarch64 %t.arm h 2>&1 | FileCheck %s --check-prefix=HOST
// RUN: %exits 134 %qemu-aarch64 %t.arm t 2>&1 | FileCheck %s --check-prefix=UNCAUGHT
#include "PlayGuest.h"
#include "rt/core/ThreadState.h"
#include "rt/traps/Catch.h"
#include "rt/traps/Trap.h"
#include "test/rt/Expect.h"

extern "C" void callOnStack(void (*function)(), uint8_t *top);  // start.S

namespace wasmc::rt {
namespace {

constexpr int rounds = 1000;

GUEST void raiseUnreachable(void *) { guest::trap<TrapCode::Unreachable>(); }

GUEST void touchGuard(void *) {
  *const_cast<volatile uint8_t *>(guest::memory.base + guest::memory.size) = 1;
  guest::barrier();
}

GUEST uint64_t descend(uint64_t levels) {
  volatile uint8_t frame[512];
  frame[0] = static_cast<uint8_t>(levels);
  uint64_t below = guest::opaque(levels) == UINT64_MAX ? 0 : descend(levels + 1);
  guest::barrier();
  return below + frame[0];
}
GUEST void exhaust(void *) { (void)descend(guest::opaque(uint64_t{0})); }

// What the runtime does when it finds the guest at fault.
void raiseFromRuntime(void *) { wasmc_trap(static_cast<uint32_t>(TrapCode::NullReference)); }

void increment(void *count) { ++*static_cast<int *>(count); }

void expectTrap(void (*run)(void *), TrapCode wanted, StringView what) {
  TrapCode code = TrapCode::UndefinedImport;
  expect(!callGuarded(run, nullptr, code) && code == wanted, what);
  expect(currentThread().landing == nullptr, "no landing is left behind");
}

TrapCode trapAt(int level) { return level % 2 ? TrapCode::OutOfBoundsMemory : TrapCode::Unreachable; }

void nest(void *argument) {
  int level = *static_cast<int *>(argument);
  if (level > 0) {
    int inner = level - 1;
    TrapCode code = TrapCode::UndefinedImport;
    expect(!callGuarded(nest, &inner, code) && code == trapAt(inner), "the innermost call catches");
  }
  (level % 2 ? touchGuard : raiseUnreachable)(nullptr);
}

// Values that live in preserved registers across a trap survive it.
void testRegisters() {
  uint64_t a = guest::opaque(uint64_t{1}), b = guest::opaque(uint64_t{2}), c = guest::opaque(uint64_t{3});
  double d = guest::opaque(uint64_t{4}) * 0.5;
  TrapCode code;
  expect(!callGuarded(raiseUnreachable, nullptr, code), "a trap");
  expect(a == 1 && b == 2 && c == 3 && d == 2.0, "registers survive");
}

extern "C" GUEST void catchAll() {
  for (int i = 0; i < rounds; ++i) {
    expectTrap(raiseUnreachable, TrapCode::Unreachable, "an explicit trap");
    expectTrap(touchGuard, TrapCode::OutOfBoundsMemory, "a memory's guard");
    expectTrap(raiseFromRuntime, TrapCode::NullReference, "a trap of the runtime's");
    if (i % 10 == 0)
      expectTrap(exhaust, TrapCode::CallStackExhausted, "the stack's guard");
    testRegisters();
  }
  int count = 0;
  TrapCode code = TrapCode::UndefinedImport;
  expect(callGuarded(increment, &count, code) && count == 1 && code == TrapCode::UndefinedImport, "no trap");
  int depth = 50;
  expect(!callGuarded(nest, &depth, code) && code == trapAt(depth), "nested");
  // CHECK: all caught
  writeMessage("all caught");
}

// A host's stack. From there calls go to the guest's, whose outer frames, this program's own, are lost.
alignas(16) uint8_t hostStack[65536];

bool isOnHostStack() {
  auto *here = static_cast<uint8_t *>(__builtin_frame_address(0));
  return here >= hostStack && here < hostStack + sizeof hostStack;
}

void expectGuestStack(void *) { expect(!isOnHostStack(), "guarded calls run on the guest's stack"); }

void runHost() {
  TrapCode code;
  for (int i = 0; i < rounds; ++i) {
    expect(callGuarded(expectGuestStack, nullptr, code), "no trap");
    expectTrap(raiseUnreachable, TrapCode::Unreachable, "a trap on the other stack");
    expect(isOnHostStack(), "back on the host's stack");
  }
  expectTrap(exhaust, TrapCode::CallStackExhausted, "the other stack's guard");
  // HOST: host done
  writeMessage("host done");
  exitProcess(0);
}

// UNCAUGHT: trap: unreachable
extern "C" GUEST void entry() {
  if (guest::choice() == 'c')
    return catchAll();
  if (guest::choice() == 'h')
    callOnStack(runHost, hostStack + sizeof hostStack);
  expectTrap(touchGuard, TrapCode::OutOfBoundsMemory, "caught before");
  raiseUnreachable(nullptr);
}

}  // namespace
}  // namespace wasmc::rt

GUEST_PROGRAM(wasmc::rt::entry);

// A stack that runs out in a host call runs out before a lock is held, or not within it, nor within locks inside of that one: a caught
// trap leaves nothing locked.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "PlayGuest.h"
#include "rt/core/Mutex.h"
#include "rt/traps/Catch.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

Mutex mutex, inner;
volatile int held;  // locks that are held

[[gnu::noinline]] void workUnderLock() {
  uint8_t scratch[2048];
  *guest::opaque(static_cast<volatile uint8_t *>(scratch)) = 1;
  Lock lock(inner);
  guest::barrier();
}

[[gnu::noinline]] void hostCall() {
  Lock lock(mutex);
  held = held + 1;
  guest::barrier();
  workUnderLock();
  held = held - 1;
}

GUEST uint64_t descend(uint64_t levels) {
  volatile uint8_t frame[64];
  frame[0] = static_cast<uint8_t>(levels);
  hostCall();
  uint64_t below = guest::opaque(levels) == UINT64_MAX ? 0 : descend(levels + 1);
  guest::barrier();
  return below + frame[0];
}

// From 64 places, so that the stack ends everywhere within what a level takes.
GUEST void exhaust(void *argument) {
  auto *shift = static_cast<volatile uint8_t *>(__builtin_alloca(*static_cast<size_t *>(argument) * 16 + 16));
  *shift = 1;
  (void)descend(guest::opaque(uint64_t{0}));
}

extern "C" GUEST void entry() {
  for (size_t shift = 0; shift < 64; ++shift) {
    TrapCode code = TrapCode::UndefinedImport;
    expect(!callGuarded(exhaust, &shift, code) && code == TrapCode::CallStackExhausted, "the stack ends");
    expect(held == 0, "no lock is held");
  }
  hostCall();
  writeMessage("done");
}

}  // namespace
}  // namespace wasmc::rt

// CHECK: done
GUEST_NAMES;
GUEST_PROGRAM(wasmc::rt::entry);

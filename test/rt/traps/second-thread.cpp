// A trap on a second thread is told like the first one's: with that thread's functions, its stack's guard, the memory's guard; and
// when two threads trap at once one report is made.
//
// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t a 2>&1 | FileCheck %s --check-prefixes=CHECK,UNREACHABLE
// RUN: %exits 134 %t b 2>&1 | FileCheck %s --check-prefixes=CHECK,STACK
// RUN: %exits 134 %t c 2>&1 | FileCheck %s --check-prefixes=CHECK,MEMORY
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm a 2>&1 | FileCheck %s --check-prefixes=CHECK,UNREACHABLE
// RUN: %exits 134 %qemu-aarch64 %t.arm b 2>&1 | FileCheck %s --check-prefixes=CHECK,STACK
// RUN: %exits 134 %qemu-aarch64 %t.arm c 2>&1 | FileCheck %s --check-prefixes=CHECK,MEMORY
//
// UNREACHABLE: trap: unreachable
// UNREACHABLE-NEXT: #0 child
// STACK: trap: call stack exhausted
// STACK-NEXT: #0 recurse
// MEMORY: trap: out of bounds memory access
// MEMORY-NEXT: #0 child
// CHECK-NOT: trap:
// CHECK-NOT: entry
#include "PlayGuest.h"

#include "rt/threads/Thread.h"

GUEST_NAMES;

extern "C" GUEST int recurse(int depth) { return guest::opaque(depth) == 0 ? 0 : recurse(depth - 1) + guest::opaque(1); }
GUEST_NAME(recurse, "recurse");

extern "C" GUEST void child(void *) {
  switch (guest::choice()) {
  case 'a': guest::trap<wasmc::rt::TrapCode::Unreachable>();
  case 'b': (void)recurse(guest::opaque(-1)); break;
  case 'c': *const_cast<volatile uint8_t *>(guest::memory.base + guest::memory.size + 5) = 1; break;
  }
  guest::barrier();
}
GUEST_NAME(child, "child");

extern "C" GUEST void entry() {
  using namespace wasmc::rt;
  Result<Thread *> first = startThread(child, nullptr), second = startThread(child, nullptr);
  if (first && second) {
    joinThread(*first);
    joinThread(*second);
  }
}
GUEST_NAME(entry, "entry");

GUEST_PROGRAM(entry);

// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t t 2>&1 | FileCheck %s --check-prefix=NAMED
// RUN: %exits 134 %t n 2>&1 | FileCheck %s --check-prefix=NUMBER
// RUN: %exits 134 %t u 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm t 2>&1 | FileCheck %s --check-prefix=NAMED
// RUN: %exits 134 %qemu-aarch64 %t.arm n 2>&1 | FileCheck %s --check-prefix=NUMBER
// RUN: %exits 134 %qemu-aarch64 %t.arm u 2>&1 | FileCheck %s --check-prefix=UNKNOWN
//
// The runtime may end the guest with a trap too; its own frames are left out.
// NAMED: trap: call of an import that nothing provides
// NAMED-NEXT: {{^}}  #0 caller{{$}}
// NAMED-NEXT: {{^}}  #1 entry{{$}}
// NAMED-NOT: {{.}}
// NUMBER: trap: out of bounds table access
// NUMBER-NEXT: {{^}}  #0 caller{{$}}
// UNKNOWN: internal error: trap number 4096 has no meaning
#include "PlayGuest.h"

GUEST_NAMES;
#include "rt/traps/Trap.h"

[[gnu::noinline]] static void inner(char choice) {
  if (choice == 't')
    wasmc::rt::trap(wasmc::rt::TrapCode::UndefinedImport);
  wasmc_trap(choice == 'n' ? static_cast<uint32_t>(wasmc::rt::TrapCode::OutOfBoundsTable) : 4096);
}
[[gnu::noinline]] static void hostCall(char choice) {
  inner(choice);
  guest::barrier();
}

extern "C" GUEST void caller(char choice) {
  hostCall(choice);
  guest::barrier();
}
GUEST_NAME(caller, "caller");

extern "C" GUEST void entry() {
  caller(guest::choice());
  guest::barrier();
}
GUEST_NAME(entry, "entry");

GUEST_PROGRAM(entry);

// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t a 2>&1 | FileCheck %s --check-prefix=CHECK
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm a 2>&1 | FileCheck %s --check-prefix=CHECK
//
// A backtrace shows the innermost 32 frames and counts the others.
// CHECK: trap: unreachable
// CHECK-NEXT: {{^}}  #0 descend{{$}}
// CHECK: {{^}}  #31 descend{{$}}
// CHECK-NEXT: {{^}}  ... 970 more frames{{$}}
// CHECK-NOT: {{.}}
#include "PlayGuest.h"

GUEST_NAMES;

extern "C" GUEST void descend(unsigned levels) {
  if (levels == 0)
    guest::trap<wasmc::rt::TrapCode::Unreachable>();
  descend(levels - 1);
  guest::barrier();
}
GUEST_NAME(descend, "descend");

extern "C" GUEST void entry() {
  descend(1000);
  guest::barrier();
}
GUEST_NAME(entry, "entry");

GUEST_PROGRAM(entry);

// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t a 2>&1 | FileCheck %s --check-prefix=CHECK
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm a 2>&1 | FileCheck %s --check-prefix=CHECK
//
// Without names a backtrace gives places in the guest's code.
// CHECK: trap: unreachable
// CHECK-NEXT: {{^}}  #0 <wasm+0x{{[0-9a-f]+}}>{{$}}
// CHECK-NEXT: {{^}}  #1 <wasm+0x{{[0-9a-f]+}}>{{$}}
// CHECK-NOT: {{.}}
#include "PlayGuest.h"

GUEST static void inner() { guest::trap<wasmc::rt::TrapCode::Unreachable>(); }

GUEST static void entry() {
  inner();
  guest::barrier();
}

GUEST_PROGRAM(entry);

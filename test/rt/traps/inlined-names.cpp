// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t a 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm a 2>&1 | FileCheck %s
//
// One frame of the machine is shown as all functions that share it, from the innermost scope outwards; code that belongs to no
// scope is a place.
// CHECK: trap: unreachable
// CHECK-NEXT: {{^}}  #0 inner{{$}}
// CHECK-NEXT: {{^}}  #1 outer{{$}}
// CHECK-NEXT: {{^}}  #2 <wasm+0x{{[0-9a-f]+}}>{{$}}
// CHECK-NEXT: {{^}}  #3 second{{$}}
// CHECK-NEXT: {{^}}  #4 <wasm+0x{{[0-9a-f]+}}>{{$}}
// CHECK-NEXT: {{^}}  #5 first{{$}}
// CHECK-NOT: {{.}}
#include "PlayGuest.h"

GUEST_NAMES;
GUEST_SCOPE("outer", "guest_names", "outer");
GUEST_SCOPE("nested", "outer", "inner");
GUEST_SCOPE("unnamed", "second_scope", "");
GUEST_SCOPE("second_scope", "guest_names", "second");

extern "C" {
GUEST void f0() { guest::trap<wasmc::rt::TrapCode::Unreachable>(); }
GUEST_SPAN(f0, "nested");
GUEST void f1() { f0(); guest::barrier(); }
GUEST_SPAN(f1, "unnamed");
GUEST void f2() { f1(); guest::barrier(); }
GUEST_SPAN(f2, "guest_names");
GUEST void f3() { f2(); guest::barrier(); }
GUEST_NAME(f3, "first");
}

GUEST_PROGRAM(f3);

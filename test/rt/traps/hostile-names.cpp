// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t a 2>&1 | FileCheck %s --check-prefix=CHECK
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm a 2>&1 | FileCheck %s --check-prefix=CHECK
//
// Names come from the module: nothing in them may reach the terminal but printable characters.
// CHECK: trap: unreachable
// CHECK-NEXT: {{^}}  #0 esc\x1b[2J\x07bell{{$}}
// CHECK-NEXT: {{^}}  #1 two\x0alines\x0d{{$}}
// CHECK-NEXT: {{^}}  #2 naïve_日本_😀{{$}}
// CHECK-NEXT: {{^}}  #3 bad\xff\xc3(\xc0\x80\xed\xa0\x80\xe0\x81\x81\xf4\x90\x80\x80{{$}}
// CHECK-NEXT: {{^}}  #4 c1\xc2\x9bbidi\xe2\x80\xaeback\x5cslash{{$}}
// CHECK-NEXT: {{^}}  #5 cut\xe6\x97{{$}}
// CHECK-NEXT: {{^}}  #6 {{(a{128}){4}()}}...{{$}}
// CHECK-NEXT: {{^}}  #7 <wasm+0x{{[0-9a-f]+}}>{{$}}
// CHECK-NOT: {{.}}
#include "PlayGuest.h"

GUEST_NAMES;

extern "C" {
GUEST void f0() { guest::trap<wasmc::rt::TrapCode::Unreachable>(); }
GUEST_NAME(f0, "esc\\033[2J\\007bell");
GUEST void f1() { f0(); guest::barrier(); }
GUEST_NAME(f1, "two\\nlines\\r");
GUEST void f2() { f1(); guest::barrier(); }
GUEST_NAME(f2, "na\\303\\257ve_\\346\\227\\245\\346\\234\\254_\\360\\237\\230\\200");
GUEST void f3() { f2(); guest::barrier(); }
GUEST_NAME(f3, "bad\\377\\303(\\300\\200\\355\\240\\200\\340\\201\\201\\364\\220\\200\\200");
GUEST void f4() { f3(); guest::barrier(); }
GUEST_NAME(f4, "c1\\302\\233bidi\\342\\200\\256back\\\\slash");
GUEST void f5() { f4(); guest::barrier(); }
GUEST_NAME(f5, "cut\\346\\227");
#define TEN "aaaaaaaaaa"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
GUEST void f6() { f5(); guest::barrier(); }
GUEST_NAME(f6, HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED);
GUEST void f7() { f6(); guest::barrier(); }
GUEST_NAME(f7, "");
}

GUEST_PROGRAM(f7);

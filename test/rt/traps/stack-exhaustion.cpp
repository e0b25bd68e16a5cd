// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables -fstack-clash-protection
// RUN: %exits 134 %t s 2>&1 | FileCheck %s --check-prefix=SMALL
// RUN: %exits 134 %t m 2>&1 | FileCheck %s --check-prefix=MEGABYTE
// RUN: %exits 134 %t v 2>&1 | FileCheck %s --check-prefix=VARIED
// RUN: %exits 134 %t h 2>&1 | FileCheck %s --check-prefix=HOST
// RUN: %exits 134 %t t 2>&1 | FileCheck %s --check-prefix=TINY
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables -fstack-clash-protection
// RUN: %exits 134 %qemu-aarch64 %t.arm s 2>&1 | FileCheck %s --check-prefix=SMALL
// RUN: %exits 134 %qemu-aarch64 %t.arm m 2>&1 | FileCheck %s --check-prefix=MEGABYTE
// RUN: %exits 134 %qemu-aarch64 %t.arm v 2>&1 | FileCheck %s --check-prefix=VARIED
// RUN: %exits 134 %qemu-aarch64 %t.arm h 2>&1 | FileCheck %s --check-prefix=HOST
// RUN: %exits 134 %qemu-aarch64 %t.arm t 2>&1 | FileCheck %s --check-prefix=TINY
//
// However large the frames, recursion without end is reported as such, and quickly.
// SMALL: trap: call stack exhausted
// SMALL-NEXT: {{^}}  #0 small{{$}}
// SMALL: {{^}}  #31 small{{$}}
// SMALL-NEXT: {{^}}  ... {{[0-9][0-9][0-9][0-9]+}} more frames{{$}}
// MEGABYTE: trap: call stack exhausted
// MEGABYTE-NEXT: {{^}}  #0 megabyte{{$}}
// MEGABYTE: {{^}}  #8 megabyte{{$}}
// MEGABYTE-NEXT: {{^}}  #9 entry{{$}}
// VARIED: trap: call stack exhausted
// VARIED-NEXT: {{^}}  #0 varied{{$}}
// A host call runs on the guest's stack, so it may be the one that meets the end.
// HOST: trap: call stack exhausted
// HOST-NEXT: {{^}}  #0 callsHost{{$}}
// The count stops where counting would take long.
// TINY: trap: call stack exhausted
// TINY: {{^}}  ... at least 99968 more frames{{$}}
#include "PlayGuest.h"

GUEST_NAMES;

using guest::barrier;

#pragma clang diagnostic ignored "-Winfinite-recursion"  // the very thing to test

extern "C" GUEST void small(uint64_t depth) {
  volatile uint64_t words[20] = {depth};
  small(depth + words[0]);
  barrier();
}
GUEST_NAME(small, "small");

extern "C" GUEST void megabyte(uint64_t depth) {
  volatile uint8_t bytes[1000000];
  bytes[depth] = 1;
  megabyte(depth + bytes[depth]);
  barrier();
}
GUEST_NAME(megabyte, "megabyte");

// A frame far larger than the guard.
extern "C" GUEST void varied(uint64_t depth) {
  volatile uint8_t bytes[7000000];
  bytes[depth] = 1;
  varied(depth + bytes[depth]);
  barrier();
}
GUEST_NAME(varied, "varied");

[[gnu::noinline]] static void host() {
  volatile uint8_t bytes[3000000];
  bytes[0] = 1;
  barrier();
}
extern "C" GUEST void callsHost(uint64_t depth) {
  host();
  callsHost(depth + 1);
  barrier();
}
GUEST_NAME(callsHost, "callsHost");

extern "C" GUEST void tiny() {
  tiny();
  barrier();
}
GUEST_NAME(tiny, "tiny");

extern "C" GUEST void entry() {
  switch (guest::choice()) {
  case 's':
    small(1);
    break;
  case 'm':
    megabyte(1);
    break;
  case 'v':
    varied(1);
    break;
  case 'h':
    callsHost(1);
    break;
  default:
    tiny();
  }
  barrier();
}
GUEST_NAME(entry, "entry");

GUEST_PROGRAM(entry);

// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t g 2>&1 | FileCheck %s --check-prefix=GUEST
// RUN: %exits 134 %t c 2>&1 | FileCheck %s --check-prefix=COPY
// RUN: %exits 134 %t r 2>&1 | FileCheck %s --check-prefix=RUNTIME
// RUN: %exits 134 %t n 2>&1 | FileCheck %s --check-prefix=NULL
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm g 2>&1 | FileCheck %s --check-prefix=GUEST
// RUN: %exits 134 %qemu-aarch64 %t.arm c 2>&1 | FileCheck %s --check-prefix=COPY
// RUN: %exits 134 %qemu-aarch64 %t.arm r 2>&1 | FileCheck %s --check-prefix=RUNTIME
// RUN: %exits 134 %qemu-aarch64 %t.arm n 2>&1 | FileCheck %s --check-prefix=NULL
//
// LLVM turns guest loops into calls of memset and memcpy: a fault in one is judged by who called it.
// GUEST: trap: out of bounds memory access
// GUEST-NEXT: {{^}}  #0 clear{{$}}
// GUEST-NEXT: {{^}}  #1 entry{{$}}
// COPY: trap: out of bounds memory access
// COPY-NEXT: {{^}}  #0 copy{{$}}
// RUNTIME: internal error: fault in the runtime: SIGSEGV
// NULL: internal error: fault in the runtime: SIGSEGV at address 0x8,
#include "PlayGuest.h"

GUEST_NAMES;
#include "rt/core/MemoryFunctions.h"

extern "C" GUEST void clear(uint8_t *from, size_t size) {
  memset(from, 0, size);
  guest::barrier();
}
GUEST_NAME(clear, "clear");
extern "C" GUEST void copy(uint8_t *to, const uint8_t *from, size_t size) {
  memcpy(to, from, size);
  guest::barrier();
}
GUEST_NAME(copy, "copy");

// A host call with a bug.
[[gnu::noinline]] static void clearInRuntime(uint8_t *from, size_t size) {
  memset(from, 0, size);
  guest::barrier();
}

extern "C" GUEST void entry() {
  uint8_t *base = guest::memory.base;
  switch (guest::choice()) {
  case 'g':
    clear(base + 60000, 100000);
    break;
  case 'c':
    copy(base, base + wasmc::abi::wasmPageSize - 5, 10);
    break;
  case 'r':
    clearInRuntime(base + 60000, 100000);
    break;
  default:
    clear(reinterpret_cast<uint8_t *>(guest::opaque<uint64_t>(8)), 3);
  }
  guest::barrier();
}
GUEST_NAME(entry, "entry");

GUEST_PROGRAM(entry);

// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t s 2>&1 | FileCheck %s --check-prefix=STORE
// RUN: %exits 134 %t l 2>&1 | FileCheck %s --check-prefix=LOAD
// RUN: %exits 134 %t e 2>&1 | FileCheck %s --check-prefix=END
// RUN: %exits 0 %t i 2>&1 | FileCheck %s --check-prefix=INSIDE
// RUN: %exits 134 %t x 2>&1 | FileCheck %s --check-prefix=EXPLICIT
// RUN: %exits 134 %t n 2>&1 | FileCheck %s --check-prefix=NULL
// RUN: %exits 134 %t f 2>&1 | FileCheck %s --check-prefix=FUNCTION
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm s 2>&1 | FileCheck %s --check-prefix=STORE
// RUN: %exits 134 %qemu-aarch64 %t.arm l 2>&1 | FileCheck %s --check-prefix=LOAD
// RUN: %exits 134 %qemu-aarch64 %t.arm e 2>&1 | FileCheck %s --check-prefix=END
// RUN: %exits 0 %qemu-aarch64 %t.arm i 2>&1 | FileCheck %s --check-prefix=INSIDE
// RUN: %exits 134 %qemu-aarch64 %t.arm x 2>&1 | FileCheck %s --check-prefix=EXPLICIT
// RUN: %exits 134 %qemu-aarch64 %t.arm n 2>&1 | FileCheck %s --check-prefix=NULL
// RUN: %exits 134 %qemu-aarch64 %t.arm f 2>&1 | FileCheck %s --check-prefix=FUNCTION
//
// A fault is the guest's only behind the end of a memory that guard pages check, or within the function of a null reference.
// STORE: trap: out of bounds memory access
// STORE-NEXT: {{^}}  #0 store{{$}}
// STORE-NEXT: {{^}}  #1 entry{{$}}
// LOAD: trap: out of bounds memory access
// LOAD-NEXT: {{^}}  #0 load{{$}}
// END: trap: out of bounds memory access
// INSIDE: stored and loaded
// EXPLICIT: internal error: fault in compiled code: SIGSEGV at address 0x
// NULL: internal error: fault in compiled code: SIGSEGV at address 0x18,
// FUNCTION: trap: null function reference
// FUNCTION-NEXT: {{^}}  #0 load{{$}}
#include "PlayGuest.h"

GUEST_NAMES;
#include "rt/core/Message.h"

using namespace wasmc;

// A second memory, all of it inaccessible, whose bounds instructions check: no fault in it is a trap.
static constinit abi::Memory checkedMemory = {};
static constinit const abi::MemoryDesc bothMemories[] = {
    {.memory = &guest::memory, .minPages = 1, .maxPages = 4, .reservation = abi::guardReservation, .fixedBase = 0},
    {.memory = &checkedMemory, .minPages = 0, .maxPages = 4, .reservation = 0, .fixedBase = 0}};

extern "C" GUEST void store(uint8_t *base, uint64_t index) { *reinterpret_cast<volatile uint64_t *>(base + index) = 1; }
GUEST_NAME(store, "store");
extern "C" GUEST uint8_t load(uint8_t *base, uint64_t index) { return *reinterpret_cast<volatile uint8_t *>(base + index); }
GUEST_NAME(load, "load");

static void reportInside() { rt::writeMessage("stored and loaded"); }

extern "C" GUEST void entry() {
  uint8_t *base = guest::memory.base;
  switch (guest::choice()) {
  case 's':
    store(base, abi::wasmPageSize - 4);  // the upper half is outside
    break;
  case 'l':
    load(base, uint64_t{0xffffffff} + 0xffffffff);
    break;
  case 'e':
    load(base, abi::guardReservation - 1);
    break;
  case 'x':
    store(checkedMemory.base, 0);
    break;
  case 'n':
    store(nullptr, sizeof(abi::FuncRef));
    break;
  case 'f':
    load(nullptr, sizeof(abi::FuncRef) - 1);
    break;
  default:
    store(base, abi::wasmPageSize - 8);
    if (load(base, abi::wasmPageSize - 8) == 1 && load(base, 0) == 0)
      reportInside();
  }
  guest::barrier();
}
GUEST_NAME(entry, "entry");

extern "C" const abi::Program wasmc_program = {.memories = bothMemories,
                                               .memoryCount = 2,
                                               .images = nullptr,
                                               .imageCount = 0,
                                               .tables = nullptr,
                                               .tableCount = 0,
                                               .run = entry,
                                               .policy = nullptr,
                                               .policySize = 0};

// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t a 2>&1 | FileCheck %s --check-prefix=UNREACHABLE --match-full-lines
// RUN: %exits 134 %t b 2>&1 | FileCheck %s --check-prefix=INTEGERDIVIDEBYZERO --match-full-lines
// RUN: %exits 134 %t c 2>&1 | FileCheck %s --check-prefix=INTEGEROVERFLOW --match-full-lines
// RUN: %exits 134 %t d 2>&1 | FileCheck %s --check-prefix=INVALIDCONVERSION --match-full-lines
// RUN: %exits 134 %t e 2>&1 | FileCheck %s --check-prefix=OUTOFBOUNDSMEMORY --match-full-lines
// RUN: %exits 134 %t f 2>&1 | FileCheck %s --check-prefix=OUTOFBOUNDSTABLE --match-full-lines
// RUN: %exits 134 %t g 2>&1 | FileCheck %s --check-prefix=UNDEFINEDELEMENT --match-full-lines
// RUN: %exits 134 %t h 2>&1 | FileCheck %s --check-prefix=UNINITIALIZEDELEMENT --match-full-lines
// RUN: %exits 134 %t i 2>&1 | FileCheck %s --check-prefix=INDIRECTCALLTYPEMISMATCH --match-full-lines
// RUN: %exits 134 %t j 2>&1 | FileCheck %s --check-prefix=CALLSTACKEXHAUSTED --match-full-lines
// RUN: %exits 134 %t k 2>&1 | FileCheck %s --check-prefix=NULLREFERENCE --match-full-lines
// RUN: %exits 134 %t l 2>&1 | FileCheck %s --check-prefix=UNDEFINEDIMPORT --match-full-lines
// RUN: %exits 134 %t m 2>&1 | FileCheck %s --check-prefix=UNALIGNEDATOMIC --match-full-lines
// RUN: %exits 134 %t n 2>&1 | FileCheck %s --check-prefix=EXPECTEDSHAREDMEMORY --match-full-lines
// RUN: %exits 134 %t o 2>&1 | FileCheck %s --check-prefix=TIMEOUT --match-full-lines
// RUN: %exits 134 %t p 2>&1 | FileCheck %s --check-prefix=OUTOFFUEL --match-full-lines
// RUN: %exits 134 %t q 2>&1 | FileCheck %s --check-prefix=NULLFUNCTION --match-full-lines
// RUN: %exits 134 %t r 2>&1 | FileCheck %s --check-prefix=NULLSTRUCTURE --match-full-lines
// RUN: %exits 134 %t s 2>&1 | FileCheck %s --check-prefix=NULLARRAY --match-full-lines
// RUN: %exits 134 %t t 2>&1 | FileCheck %s --check-prefix=NULLI31 --match-full-lines
// RUN: %exits 134 %t u 2>&1 | FileCheck %s --check-prefix=OUTOFBOUNDSARRAY --match-full-lines
// RUN: %exits 134 %t v 2>&1 | FileCheck %s --check-prefix=CASTFAILURE --match-full-lines
// RUN: %exits 134 %t w 2>&1 | FileCheck %s --check-prefix=HEAPEXHAUSTED --match-full-lines
// RUN: %exits 134 %t x 2>&1 | FileCheck %s --check-prefix=UNCAUGHTEXCEPTION --match-full-lines
// RUN: %exits 134 %t y 2>&1 | FileCheck %s --check-prefix=OUTOFMEMORY --match-full-lines
// RUN: %exits 134 %t z 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm a 2>&1 | FileCheck %s --check-prefix=UNREACHABLE --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm b 2>&1 | FileCheck %s --check-prefix=INTEGERDIVIDEBYZERO --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm c 2>&1 | FileCheck %s --check-prefix=INTEGEROVERFLOW --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm d 2>&1 | FileCheck %s --check-prefix=INVALIDCONVERSION --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm e 2>&1 | FileCheck %s --check-prefix=OUTOFBOUNDSMEMORY --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm f 2>&1 | FileCheck %s --check-prefix=OUTOFBOUNDSTABLE --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm g 2>&1 | FileCheck %s --check-prefix=UNDEFINEDELEMENT --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm h 2>&1 | FileCheck %s --check-prefix=UNINITIALIZEDELEMENT --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm i 2>&1 | FileCheck %s --check-prefix=INDIRECTCALLTYPEMISMATCH --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm j 2>&1 | FileCheck %s --check-prefix=CALLSTACKEXHAUSTED --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm k 2>&1 | FileCheck %s --check-prefix=NULLREFERENCE --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm l 2>&1 | FileCheck %s --check-prefix=UNDEFINEDIMPORT --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm m 2>&1 | FileCheck %s --check-prefix=UNALIGNEDATOMIC --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm n 2>&1 | FileCheck %s --check-prefix=EXPECTEDSHAREDMEMORY --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm o 2>&1 | FileCheck %s --check-prefix=TIMEOUT --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm p 2>&1 | FileCheck %s --check-prefix=OUTOFFUEL --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm q 2>&1 | FileCheck %s --check-prefix=NULLFUNCTION --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm r 2>&1 | FileCheck %s --check-prefix=NULLSTRUCTURE --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm s 2>&1 | FileCheck %s --check-prefix=NULLARRAY --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm t 2>&1 | FileCheck %s --check-prefix=NULLI31 --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm u 2>&1 | FileCheck %s --check-prefix=OUTOFBOUNDSARRAY --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm v 2>&1 | FileCheck %s --check-prefix=CASTFAILURE --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm w 2>&1 | FileCheck %s --check-prefix=HEAPEXHAUSTED --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm x 2>&1 | FileCheck %s --check-prefix=UNCAUGHTEXCEPTION --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm y 2>&1 | FileCheck %s --check-prefix=OUTOFMEMORY --match-full-lines
// RUN: %exits 134 %qemu-aarch64 %t.arm z 2>&1 | FileCheck %s --check-prefix=UNKNOWN
//
// Every trap instruction is reported with its text, the program's name first.
// UNREACHABLE: every-trap.cpp.tmp{{.*}}: trap: unreachable
// UNREACHABLE-NEXT: {{^}}  #0 raiseUnreachable
// UNREACHABLE-NEXT: {{^}}  #1 entry
// UNREACHABLE-NOT: {{.}}
// INTEGERDIVIDEBYZERO: every-trap.cpp.tmp{{.*}}: trap: integer divide by zero
// INTEGERDIVIDEBYZERO-NEXT: {{^}}  #0 raiseIntegerDivideByZero
// INTEGERDIVIDEBYZERO-NEXT: {{^}}  #1 entry
// INTEGERDIVIDEBYZERO-NOT: {{.}}
// INTEGEROVERFLOW: every-trap.cpp.tmp{{.*}}: trap: integer overflow
// INTEGEROVERFLOW-NEXT: {{^}}  #0 raiseIntegerOverflow
// INTEGEROVERFLOW-NEXT: {{^}}  #1 entry
// INTEGEROVERFLOW-NOT: {{.}}
// INVALIDCONVERSION: every-trap.cpp.tmp{{.*}}: trap: invalid conversion to integer
// INVALIDCONVERSION-NEXT: {{^}}  #0 raiseInvalidConversion
// INVALIDCONVERSION-NEXT: {{^}}  #1 entry
// INVALIDCONVERSION-NOT: {{.}}
// OUTOFBOUNDSMEMORY: every-trap.cpp.tmp{{.*}}: trap: out of bounds memory access
// OUTOFBOUNDSMEMORY-NEXT: {{^}}  #0 raiseOutOfBoundsMemory
// OUTOFBOUNDSMEMORY-NEXT: {{^}}  #1 entry
// OUTOFBOUNDSMEMORY-NOT: {{.}}
// OUTOFBOUNDSTABLE: every-trap.cpp.tmp{{.*}}: trap: out of bounds table access
// OUTOFBOUNDSTABLE-NEXT: {{^}}  #0 raiseOutOfBoundsTable
// OUTOFBOUNDSTABLE-NEXT: {{^}}  #1 entry
// OUTOFBOUNDSTABLE-NOT: {{.}}
// UNDEFINEDELEMENT: every-trap.cpp.tmp{{.*}}: trap: undefined element
// UNDEFINEDELEMENT-NEXT: {{^}}  #0 raiseUndefinedElement
// UNDEFINEDELEMENT-NEXT: {{^}}  #1 entry
// UNDEFINEDELEMENT-NOT: {{.}}
// UNINITIALIZEDELEMENT: every-trap.cpp.tmp{{.*}}: trap: uninitialized element
// UNINITIALIZEDELEMENT-NEXT: {{^}}  #0 raiseUninitializedElement
// UNINITIALIZEDELEMENT-NEXT: {{^}}  #1 entry
// UNINITIALIZEDELEMENT-NOT: {{.}}
// INDIRECTCALLTYPEMISMATCH: every-trap.cpp.tmp{{.*}}: trap: indirect call type mismatch
// INDIRECTCALLTYPEMISMATCH-NEXT: {{^}}  #0 raiseIndirectCallTypeMismatch
// INDIRECTCALLTYPEMISMATCH-NEXT: {{^}}  #1 entry
// INDIRECTCALLTYPEMISMATCH-NOT: {{.}}
// CALLSTACKEXHAUSTED: every-trap.cpp.tmp{{.*}}: trap: call stack exhausted
// CALLSTACKEXHAUSTED-NEXT: {{^}}  #0 raiseCallStackExhausted
// CALLSTACKEXHAUSTED-NEXT: {{^}}  #1 entry
// CALLSTACKEXHAUSTED-NOT: {{.}}
// NULLREFERENCE: every-trap.cpp.tmp{{.*}}: trap: null reference
// NULLREFERENCE-NEXT: {{^}}  #0 raiseNullReference
// NULLREFERENCE-NEXT: {{^}}  #1 entry
// NULLREFERENCE-NOT: {{.}}
// UNDEFINEDIMPORT: every-trap.cpp.tmp{{.*}}: trap: call of an import that nothing provides
// UNDEFINEDIMPORT-NEXT: {{^}}  #0 raiseUndefinedImport
// UNDEFINEDIMPORT-NEXT: {{^}}  #1 entry
// UNDEFINEDIMPORT-NOT: {{.}}
// UNALIGNEDATOMIC: every-trap.cpp.tmp{{.*}}: trap: unaligned atomic
// UNALIGNEDATOMIC-NEXT: {{^}}  #0 raiseUnalignedAtomic
// UNALIGNEDATOMIC-NEXT: {{^}}  #1 entry
// UNALIGNEDATOMIC-NOT: {{.}}
// EXPECTEDSHAREDMEMORY: every-trap.cpp.tmp{{.*}}: trap: expected shared memory
// EXPECTEDSHAREDMEMORY-NEXT: {{^}}  #0 raiseExpectedSharedMemory
// EXPECTEDSHAREDMEMORY-NEXT: {{^}}  #1 entry
// EXPECTEDSHAREDMEMORY-NOT: {{.}}
// TIMEOUT: every-trap.cpp.tmp{{.*}}: trap: timeout
// TIMEOUT-NEXT: {{^}}  #0 raiseTimeout
// TIMEOUT-NEXT: {{^}}  #1 entry
// TIMEOUT-NOT: {{.}}
// OUTOFFUEL: every-trap.cpp.tmp{{.*}}: trap: out of fuel
// OUTOFFUEL-NEXT: {{^}}  #0 raiseOutOfFuel
// OUTOFFUEL-NEXT: {{^}}  #1 entry
// OUTOFFUEL-NOT: {{.}}
// NULLFUNCTION: every-trap.cpp.tmp{{.*}}: trap: null function reference
// NULLFUNCTION-NEXT: {{^}}  #0 raiseNullFunction
// NULLFUNCTION-NEXT: {{^}}  #1 entry
// NULLFUNCTION-NOT: {{.}}
// NULLSTRUCTURE: every-trap.cpp.tmp{{.*}}: trap: null structure reference
// NULLSTRUCTURE-NEXT: {{^}}  #0 raiseNullStructure
// NULLSTRUCTURE-NEXT: {{^}}  #1 entry
// NULLSTRUCTURE-NOT: {{.}}
// NULLARRAY: every-trap.cpp.tmp{{.*}}: trap: null array reference
// NULLARRAY-NEXT: {{^}}  #0 raiseNullArray
// NULLARRAY-NEXT: {{^}}  #1 entry
// NULLARRAY-NOT: {{.}}
// NULLI31: every-trap.cpp.tmp{{.*}}: trap: null i31 reference
// NULLI31-NEXT: {{^}}  #0 raiseNullI31
// NULLI31-NEXT: {{^}}  #1 entry
// NULLI31-NOT: {{.}}
// OUTOFBOUNDSARRAY: every-trap.cpp.tmp{{.*}}: trap: out of bounds array access
// OUTOFBOUNDSARRAY-NEXT: {{^}}  #0 raiseOutOfBoundsArray
// OUTOFBOUNDSARRAY-NEXT: {{^}}  #1 entry
// OUTOFBOUNDSARRAY-NOT: {{.}}
// CASTFAILURE: every-trap.cpp.tmp{{.*}}: trap: cast failure
// CASTFAILURE-NEXT: {{^}}  #0 raiseCastFailure
// CASTFAILURE-NEXT: {{^}}  #1 entry
// CASTFAILURE-NOT: {{.}}
// HEAPEXHAUSTED: every-trap.cpp.tmp{{.*}}: trap: heap exhausted
// HEAPEXHAUSTED-NEXT: {{^}}  #0 raiseHeapExhausted
// HEAPEXHAUSTED-NEXT: {{^}}  #1 entry
// HEAPEXHAUSTED-NOT: {{.}}
// UNCAUGHTEXCEPTION: every-trap.cpp.tmp{{.*}}: trap: uncaught exception
// UNCAUGHTEXCEPTION-NEXT: {{^}}  #0 raiseUncaughtException
// UNCAUGHTEXCEPTION-NEXT: {{^}}  #1 entry
// UNCAUGHTEXCEPTION-NOT: {{.}}
// OUTOFMEMORY: every-trap.cpp.tmp{{.*}}: trap: out of memory
// OUTOFMEMORY-NEXT: {{^}}  #0 raiseOutOfMemory
// OUTOFMEMORY-NEXT: {{^}}  #1 entry
// OUTOFMEMORY-NOT: {{.}}
// A number that means nothing is a disagreement of compiler and runtime, not a trap.
// UNKNOWN: internal error: fault in compiled code: {{SIGILL|SIGTRAP}}
#include "PlayGuest.h"

GUEST_NAMES;

using wasmc::rt::TrapCode;

#define WASMC_TRAP(name, text)                                                                                                     \
  extern "C" GUEST void raise##name() {                                                                                            \
    guest::trap<TrapCode::name>();                                                                                                 \
  }                                                                                                                                \
  GUEST_NAME(raise##name, "raise" #name);
#include "rt/abi/Traps.def"
#undef WASMC_TRAP

extern "C" GUEST void raiseUnknown() { guest::trap<static_cast<TrapCode>(wasmc::rt::trapCodeCount)>(); }

extern "C" GUEST void entry() {
  constexpr void (*raisers[])() = {
#define WASMC_TRAP(name, text) raise##name,
#include "rt/abi/Traps.def"
#undef WASMC_TRAP
  };
  unsigned number = guest::choice() - 'a';
  guest::opaque(number < wasmc::rt::trapCodeCount ? raisers[number] : raiseUnknown)();
  guest::barrier();
}
GUEST_NAME(entry, "entry");

GUEST_PROGRAM(entry);

// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 139 %t
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 139 %qemu-aarch64 %t.arm
//
// A fault while a trap is being reported ends the process at once: here the name's offset leads nowhere.
#include "PlayGuest.h"

GUEST_NAMES;

extern "C" GUEST void entry() { guest::trap<wasmc::rt::TrapCode::Unreachable>(); }

asm(".pushsection wasmc_names, \"aR\", @progbits\n"
    ".subsection 2\n"
    "nowhere: .long 0, 0x7fffff00\n"
    ".popsection");
GUEST_SPAN(entry, "nowhere");

GUEST_PROGRAM(entry);

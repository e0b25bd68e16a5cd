// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 134 %t r 2>&1 | FileCheck %s --check-prefix=READ
// RUN: %exits 134 %t m 2>&1 | FileCheck %s --check-prefix=MEMORY
// RUN: %exits 134 %t t 2>&1 | FileCheck %s --check-prefix=TRAP
// RUN: %exits 134 %t b 2>&1 | FileCheck %s --check-prefix=BUS
// RUN: %exits 134 %t c 2>&1 | FileCheck %s --check-prefix=CLOSED
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 134 %qemu-aarch64 %t.arm r 2>&1 | FileCheck %s --check-prefix=READ
// RUN: %exits 134 %qemu-aarch64 %t.arm m 2>&1 | FileCheck %s --check-prefix=MEMORY
// RUN: %exits 134 %qemu-aarch64 %t.arm t 2>&1 | FileCheck %s --check-prefix=TRAP
// RUN: %exits 134 %qemu-aarch64 %t.arm b 2>&1 | FileCheck %s --check-prefix=BUS
// RUN: %exits 134 %qemu-aarch64 %t.arm c 2>&1 | FileCheck %s --check-prefix=CLOSED
//
// What goes wrong in the runtime is never reported as the guest's trap; the process dies of SIGABRT.
// READ: internal error: fault in the runtime: SIGSEGV at address 0x20, instruction at 0x{{[0-9a-f]+}} of the executable
// READ-NOT: #0
// MEMORY: internal error: fault in the runtime: SIGSEGV
// TRAP: internal error: fault in the runtime: {{SIGILL|SIGTRAP}}
// A mapped file that has become shorter is not an access out of bounds, though it happens in guest code and guest memory.
// BUS: internal error: fault in compiled code: SIGBUS
// Nor is a page that the guest may use but that was not opened.
// CLOSED: internal error: fault in compiled code: SIGSEGV
#include "PlayGuest.h"

GUEST_NAMES;
#include "rt/core/Message.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/mprotect.h"

#include <linux/fcntl.h>

using namespace wasmc;

[[gnu::noinline]] static void read(uint64_t address) {
  (void)*reinterpret_cast<volatile uint64_t *>(guest::opaque(address));
}

[[gnu::noinline]] static void trapInRuntime() { guest::trap<rt::TrapCode::Unreachable>(); }

// Puts a page of an empty file behind the guest's memory.
[[gnu::noinline]] static void mapEmptyFile() {
  auto file = rt::sys::syscall<int>(__NR_memfd_create, "empty", 0);
  if (!file || !rt::sys::mmap(guest::memory.base + guest::memory.size, 65536, PROT_READ, MAP_SHARED | MAP_FIXED, *file))
    rt::fatalError("cannot map an empty file");
}

[[gnu::noinline]] static void closeFirstPages() {
  if (!rt::sys::mprotect(guest::memory.base, 65536, PROT_NONE))
    rt::fatalError("cannot change the memory's protection");
}

extern "C" GUEST uint64_t load(uint64_t index) { return *reinterpret_cast<volatile uint64_t *>(guest::memory.base + index); }

extern "C" GUEST void entry() {
  switch (guest::choice()) {
  case 'r':
    read(0x20);
    break;
  case 'm':
    read(reinterpret_cast<uint64_t>(guest::memory.base) + guest::memory.size);
    break;
  case 'b':
    mapEmptyFile();
    load(guest::memory.size);
    break;
  case 'c':
    closeFirstPages();
    load(8);
    break;
  default:
    trapInRuntime();
  }
  guest::barrier();
}
GUEST_NAME(entry, "entry");

GUEST_PROGRAM(entry);

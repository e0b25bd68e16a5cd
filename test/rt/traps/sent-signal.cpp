// RUN: %rtcc-x86_64 %s -o %t -fasynchronous-unwind-tables
// RUN: %exits 139 %t s > %t.out 2>&1
// RUN: FileCheck %s --allow-empty --input-file=%t.out
// RUN: %exits 135 %t b > %t.out 2>&1
// RUN: FileCheck %s --allow-empty --input-file=%t.out
// RUN: %rtcc-aarch64 %s -o %t.arm -fasynchronous-unwind-tables
// RUN: %exits 139 %qemu-aarch64 %t.arm s > %t.arm.out 2>&1
// RUN: FileCheck %s --allow-empty --input-file=%t.arm.out
// RUN: %exits 135 %qemu-aarch64 %t.arm b > %t.arm.out 2>&1
// RUN: FileCheck %s --allow-empty --input-file=%t.arm.out
//
// A signal that someone sent does what it does to any other program: nothing is reported.
// CHECK-NOT: trap:
// CHECK-NOT: internal error
#include "PlayGuest.h"
#include "rt/sys/linux/syscall.h"

#include <linux/signal.h>

using namespace wasmc::rt;

[[gnu::noinline]] static void sendToSelf(int signal) { sys::rawSyscall(__NR_kill, sys::rawSyscall(__NR_getpid), signal); }

extern "C" GUEST void entry() {
  sendToSelf(guest::choice() == 's' ? SIGSEGV : SIGBUS);
  guest::barrier();
}

GUEST_PROGRAM(entry);

// Planted faults: a WASI call that does what a guest that has taken over the process would do. Each must end in the kernel's wall:
// seccomp kills the process (SIGSYS, status 159), Landlock answers EACCES (13), mseal EPERM (1). With a wall taken away the same
// attack succeeds, so it is that wall which stops it.
//
// REQUIRES: kernel-sandbox
// RUN: %rtcc-x86_64 %s -c %t && rm -rf %t.d && mkdir -p %t.d && echo content > %t.d/inside
// RUN: %wasmc %S/Inputs/attack.wat --dir %t.d::d --link-object %t.o -o %t
//
// RUN: %exits 159 %t execve
// RUN: %exits 159 %t socket
// RUN: %exits 159 %t openat-anywhere
// RUN: %exits 159 %t mmap-executable
// RUN: %exits 159 %t mmap-file
// RUN: %exits 159 %t mprotect-executable
// RUN: %exits 159 %t ptrace
// RUN: %exits 159 %t kill-init
// RUN: %exits 159 %t tgkill-init
// RUN: %exits 159 %t fork
// RUN: %exits 159 %t other-table
// RUN: %exits 159 %t x32
// RUN: %exits 159 %t filter
// RUN: %exits 13 %t openat-absolute
// RUN: %exits 1 %t unseal
//
// What the guest itself may do stays possible.
// RUN: %exits 0 %t openat-inside
// RUN: %exits 0 %t none
//
// A read-only grant is one for the kernel, too.
// RUN: %exits 0 %t openat-writing
// RUN: %wasmc %S/Inputs/attack.wat --dir %t.d::d:ro --link-object %t.o -o %t.readonly
// RUN: %exits 0 %t.readonly openat-inside && %exits 13 %t.readonly openat-writing
//
// Without directories there is nothing to open, and the calls for it go.
// RUN: %wasmc %S/Inputs/attack.wat --link-object %t.o -o %t.nowhere
// RUN: %exits 159 %t.nowhere openat-inside
// RUN: %wasmc %S/Inputs/attack.wat --seal --link-object %t.o -o %t.sealed
// RUN: %exits 159 %t.sealed openat-inside
//
// Without one wall: the attacks are real, and the other walls stand on their own.
// RUN: %exits 13 %without seccomp -- %t execve
// RUN: %exits 0 %without seccomp landlock -- %t execve
// RUN: %exits 0 %without seccomp -- %t socket
// RUN: %exits 13 %without seccomp -- %t openat-anywhere
// RUN: %exits 13 %without seccomp -- %t mprotect-executable
// RUN: %exits 13 %without seccomp -- %t.nowhere openat-anywhere
// RUN: %exits 0 %without seccomp landlock -- %t openat-anywhere
// RUN: %exits 0 %without seccomp mdwe -- %t mprotect-executable
// RUN: %exits 0 %without landlock -- %t openat-absolute
// RUN: %exits 0 %without mseal -- %t unseal
//
// Unless all of them are required.
// RUN: env WASMC_OPTS=--require-kernel-sandbox %exits 0 %t none
// RUN: env WASMC_OPTS=--require-kernel-sandbox %exits 125 %without seccomp -- %t none 2>&1 | FileCheck %s -DWALL=seccomp
// RUN: env WASMC_OPTS=--require-kernel-sandbox %exits 125 %without landlock -- %t none 2>&1 | FileCheck %s -DWALL=Landlock
// RUN: env WASMC_OPTS=--require-kernel-sandbox %exits 125 %without mdwe -- %t none 2>&1 | FileCheck %s -DWALL=MDWE
// RUN: env WASMC_OPTS=--require-kernel-sandbox %exits 125 %without mseal -- %t none 2>&1 | FileCheck %s -DWALL=mseal
// CHECK: error: --require-kernel-sandbox: this kernel refuses [[WALL]]
#include "rt/core/Process.h"
#include "rt/memory/GuestMemory.h"
#include "rt/wasi/preview1/Calls.h"

#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/mman.h>

// Defined by the linker.
extern "C" [[gnu::visibility("hidden")]] const uint8_t __ehdr_start[];

namespace wasmc::rt::wasi {
namespace {

// Not the runtime's own, which would record the call and have it permitted.
[[gnu::noinline]] long call(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  long result;
  asm volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
  return result;
}

// By the table of 32-bit programs, where 20 is getpid.
long callOtherTable() {
  long result;
  asm volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory");
  return result;
}

long address(const void *pointer) { return reinterpret_cast<long>(pointer); }

constexpr long granted = 3;  // the kernel's descriptor of the granted directory

long executeTrue() {
  const char *arguments[] = {"/bin/true", nullptr};
  return call(__NR_execve, address(arguments[0]), address(arguments), address(arguments + 1));
}

long attack(StringView name, uint8_t *memory) {
  constexpr long executable = PROT_READ | PROT_EXEC, fresh = MAP_PRIVATE | MAP_ANONYMOUS;
  if (name == "execve")
    return executeTrue();
  if (name == "socket")
    return call(__NR_socket, 2, 1, 0);
  if (name == "openat-anywhere")
    return call(__NR_openat, AT_FDCWD, address("/etc/passwd"), O_RDONLY);
  if (name == "openat-absolute")
    return call(__NR_openat, granted, address("/etc/passwd"), O_RDONLY);
  if (name == "openat-inside")
    return call(__NR_openat, granted, address("inside"), O_RDONLY);
  if (name == "openat-writing")
    return call(__NR_openat, granted, address("inside"), O_WRONLY);
  if (name == "mmap-executable")
    return call(__NR_mmap, 0, 4096, executable, fresh, -1, 0);
  if (name == "mmap-file")
    return call(__NR_mmap, 0, 4096, PROT_READ, MAP_PRIVATE, 0, 0);
  if (name == "mprotect-executable")
    return call(__NR_mprotect, address(memory), 4096, executable);
  if (name == "unseal")  // the executable's constant data
    return call(__NR_mprotect, address(__ehdr_start), 4096, PROT_READ | PROT_WRITE);
  if (name == "ptrace")
    return call(__NR_ptrace, 0);
  if (name == "kill-init")
    return call(__NR_kill, 1, 0);
  if (name == "tgkill-init")
    return call(__NR_tgkill, 1, 1, 0);
  if (name == "fork")
    return call(__NR_clone, 17);
  if (name == "other-table")
    return callOtherTable();
  if (name == "x32")
    return call(0x40000000 | __NR_getpid);
  if (name == "filter")
    return call(__NR_seccomp, 1, 0, 0);
  return 0;
}

}  // namespace

// The kernel's error number, for the guest to exit with; 0 if the attack succeeded.
uint32_t random_get(abi::Memory *memory, uint32_t, uint32_t) {
  long answer = attack(process().argv[1], memory->base);
  return answer < 0 ? static_cast<uint32_t>(-answer) : 0;
}

}  // namespace wasmc::rt::wasi

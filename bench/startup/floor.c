// What no sandboxed executable gets around, done by a bare position-independent one that prints hello: -DFILTER installs a seccomp filter
// of a single instruction, -DMEMORY reserves and opens a guarded memory of two pages. Both: with everything in order and no
// guest yet.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static long call(long number, long a, long b, long c, long d, long e, long f) {
#if defined(__x86_64__)
  register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "+a"(number)
                   : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return number;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c, x3 __asm__("x3") = d,
                x4 __asm__("x4") = e, x5 __asm__("x5") = f;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
#endif
}

static void quit(int status) { call(SYS_exit_group, status, 0, 0, 0, 0, 0); }

__attribute__((used)) static void start(void) {
#ifdef MEMORY
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
  if (call(SYS_mmap, 0x10000, (1L << 33) + 65536, PROT_NONE, flags, -1, 0) != 0x10000)
    quit(1);
  if (call(SYS_mprotect, 0x10000, 2 * 65536, PROT_READ | PROT_WRITE, 0, 0, 0))
    quit(1);
  *(volatile char *)0x2ffff = 1;
#endif
#ifdef FILTER
  struct sock_filter permit = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW};
  struct sock_fprog program = {1, &permit};
  if (call(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0) || call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, (long)&program, 0, 0, 0))
    quit(1);
#endif
  call(SYS_write, 1, (long)"hello, world\n", 13, 0, 0, 0);
  quit(0);
}

#if defined(__x86_64__)
__asm__(".globl _start\n_start: xor %ebp, %ebp\n  and $-16, %rsp\n  call start\n");
#elif defined(__aarch64__)
__asm__(".globl _start\n_start: bl start\n");
#endif

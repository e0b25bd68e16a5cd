// The `syscall` instruction: number in rax, arguments in rdi rsi rdx r10 r8 r9; rcx and r11 are clobbered.
#pragma once

#include "rt/sys/linux/record.h"

namespace wasmc::rt::sys {

[[gnu::always_inline]] inline long rawSyscallN(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0,
                                               long f = 0) {
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  long result;
  asm volatile("syscall\n" WASMC_RECORD_SYSCALL("[number]")
               : "=a"(result)
               : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9), [number] "i"(number)
               : "rcx", "r11", "memory");
  return result;
}

}  // namespace wasmc::rt::sys

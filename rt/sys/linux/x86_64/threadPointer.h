// fs base, set by arch_prctl(2). A program reads it through the word at fs:0 (System V ABI, AMD64 supplement, 3.4.6): the
// instruction that reads the register itself is not everywhere enabled.
#pragma once

#include <asm/prctl.h>

namespace wasmc::rt::sys {

inline void *threadPointer() {
  void *self;
  asm volatile("movq %%fs:0, %0" : "=r"(self));
  return self;
}

inline Result<void> setThreadPointer(void *self) { return syscall<void>(__NR_arch_prctl, ARCH_SET_FS, self); }

}  // namespace wasmc::rt::sys

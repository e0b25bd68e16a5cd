// tpidr_el0, which a program may write itself.
#pragma once

namespace wasmc::rt::sys {

inline void *threadPointer() {
  void *self;
  asm volatile("mrs %0, tpidr_el0" : "=r"(self));
  return self;
}

inline Result<void> setThreadPointer(void *self) {
  asm volatile("msr tpidr_el0, %0" : : "r"(self) : "memory");
  return {};
}

}  // namespace wasmc::rt::sys

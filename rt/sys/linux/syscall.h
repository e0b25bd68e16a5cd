// Raw system calls. One small header per call sits beside this one (openat2.h, mmap.h, ...), each a typed wrapper that returns
// Result<T>; nothing outside rt/sys/linux and rt/sandbox names a system call.
// Source: syscall(2), "Architecture calling conventions"; numbers from the kernel's own <asm/unistd.h>.
#pragma once

#include "rt/core/Result.h"

#include <asm/unistd.h>
#include <linux/errno.h>

#if defined(__x86_64__)
#include "rt/sys/linux/x86_64/rawSyscall.h"
#elif defined(__aarch64__)
#include "rt/sys/linux/aarch64/rawSyscall.h"
#else
#error "unsupported CPU"
#endif

namespace wasmc::rt::sys {

template <typename T> inline long syscallArgument(T value) {
  if constexpr (__is_pointer(T) || __is_same(T, decltype(nullptr)))
    return reinterpret_cast<long>(value);
  else
    return static_cast<long>(value);
}

// The kernel's answer as it is: -4095 to -1 are error numbers. `number` must be a constant once everything is inlined, because it is
// recorded (record.h); the compiler refuses anything else.
template <typename... Args> [[gnu::always_inline]] inline long rawSyscall(long number, Args... args) {
  return rawSyscallN(number, syscallArgument(args)...);
}

// The kernel's answer as a Result<T>.
template <typename T, typename... Args> [[gnu::always_inline]] inline Result<T> syscall(long number, Args... args) {
  long answer = rawSyscall(number, args...);
  if (answer < 0 && answer >= -4095)
    return Errno{static_cast<int32_t>(-answer)};
  if constexpr (__is_same(T, void))
    return {};
  else if constexpr (__is_pointer(T))
    return reinterpret_cast<T>(answer);
  else
    return static_cast<T>(answer);
}

}  // namespace wasmc::rt::sys

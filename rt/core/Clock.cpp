#include "rt/core/Clock.h"

#include "rt/core/Vdso.h"
#include "rt/sys/linux/clock.h"

namespace wasmc::rt {

namespace {

using ClockGettime = int (*)(int clock, __kernel_timespec *time);

#if defined(__x86_64__)
constexpr StringView functionName = "__vdso_clock_gettime";
#elif defined(__aarch64__)
constexpr StringView functionName = "__kernel_clock_gettime";
#endif

// Where the kernel has no such function.
int bySystemCall(int clock, __kernel_timespec *time) { return static_cast<int>(sys::clockGettime(clock, time)); }

ClockGettime findFunction() {
  void *found = findVdsoFunction(functionName);
  return found ? reinterpret_cast<ClockGettime>(found) : bySystemCall;
}

// Several threads may look for it at once: they find the same.
ClockGettime clockGettime() {
  static ClockGettime known;
  ClockGettime function = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (!function) {
    function = findFunction();
    __atomic_store_n(&known, function, __ATOMIC_RELAXED);
  }
  return function;
}

}  // namespace

Result<uint64_t> clockTime(int clock) {
  __kernel_timespec time;
  if (int error = clockGettime()(clock, &time))
    return Errno{-error};
  return sys::nanoseconds(time);
}

}  // namespace wasmc::rt

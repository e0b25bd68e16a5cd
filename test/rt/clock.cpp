// Clocks read through the kernel's own functions, where it has them, agree with the system call; a name that isn't there is not
// found; a clock that doesn't exist is an error.
//
// RUN: %rtcc-x86_64 %s -o %t && %t
// RUN: %rtcc-aarch64 %s -o %t.aarch64 && %qemu-aarch64 %t.aarch64
#include "rt/core/Clock.h"
#include "rt/core/Vdso.h"
#include "rt/sys/linux/clock.h"
#include "test/rt/Expect.h"

#include <linux/errno.h>

namespace wasmc::rt {
namespace {

uint64_t bySystemCall(int clock) {
  __kernel_timespec time;
  expect(sys::clockGettime(clock, &time) == 0, "clock_gettime");
  return sys::nanoseconds(time);
}

void run() {
  constexpr int clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID};
  for (int clock : clocks)
    for (int i = 0; i < 1000; ++i) {
      uint64_t before = bySystemCall(clock);
      Result<uint64_t> between = clockTime(clock);
      uint64_t after = bySystemCall(clock);
      expect(between.ok() && before <= *between && *between <= after, "the same clock");
    }
  Result<uint64_t> none = clockTime(1000);
  expect(!none && none.errorNumber().code == EINVAL, "no such clock");
  expect(!findVdsoFunction("__vdso_nonsense"), "no such function");
  expect(!findVdsoFunction(""), "no name");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

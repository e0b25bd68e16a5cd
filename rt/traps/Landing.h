// A place on the stack where execution goes on after a trap. The assembly is in x86_64/landing.S and aarch64/landing.S.
#pragma once

#include "rt/abi/Exception.h"
#include "rt/traps/TrapCode.h"

#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt {

// Where enterWithLanding goes on after a trap, with the landing's stack pointer. No function: its address is for a landing.
extern "C" void landingPoint();

struct Landing {
  uint64_t stackPointer = 0;             // with the caller's registers above it; set by who calls
  void (*point)() = landingPoint;        // where it goes on with that stack pointer
  Landing *outer = nullptr;              // the one that this one is nested in
  TrapCode code = {};                    // what ended the call
  abi::Exception **exception = nullptr;  // where the caller wants one that nobody caught; null: nowhere
};
static_assert(offsetof(Landing, stackPointer) == 0 && offsetof(Landing, point) == 8);  // landing.S relies on it

extern "C" {
// Calls the C function run(first, second), which may ignore its arguments, on the stack that begins below `top`, a multiple of 16, or on
// the current one if `top` is null. True when it returns; false when execution has come back through the landing, by one of the
// following.
bool enterWithLanding(void *run, void *first, void *second, uint8_t *top, Landing *landing);

// Goes on at the landing from ordinary code.
[[noreturn]] void resumeAtLanding(const Landing *landing);
}

inline bool callWithLanding(void (*run)(void *), void *argument, uint8_t *top, Landing *landing) {
  return enterWithLanding(reinterpret_cast<void *>(run), argument, nullptr, top, landing);
}

}  // namespace wasmc::rt

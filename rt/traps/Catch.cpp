#include "rt/traps/Catch.h"

#include "rt/core/Poison.h"
#include "rt/core/ThreadState.h"
#include "rt/traps/Landing.h"

namespace wasmc::rt {

namespace {

bool isOn(const StackBounds &stack, const void *address) { return address >= stack.guardEnd && address < stack.top; }

// The frames below the caller's have vanished without unpoisoning what lies between their variables.
[[gnu::noinline]] void forgetFrames(const StackBounds &stack) {
  auto *here = static_cast<uint8_t *>(__builtin_frame_address(0));
  uint8_t *end = isOn(stack, here) ? here : stack.top;
  unpoison(stack.guardEnd, static_cast<size_t>(end - stack.guardEnd));
}

}  // namespace

bool callGuarded(void (*run)(void *), void *argument, TrapCode &code, abi::Exception **exception) {
  ThreadState &thread = currentThread();
  Landing landing = {.outer = thread.landing, .exception = exception};
  uint8_t *top = isOn(thread.stack, __builtin_frame_address(0)) ? nullptr : thread.stack.top;
  thread.landing = &landing;
  bool hasReturned = callWithLanding(run, argument, top, &landing);
  thread.landing = landing.outer;
  if (!hasReturned) {
    code = landing.code;
    forgetFrames(thread.stack);
  }
  return hasReturned;
}

}  // namespace wasmc::rt

#include "rt/traps/Catch.h"

#include "rt/core/ThreadState.h"
#include "rt/traps/Landing.h"

namespace wasmc::rt {

namespace {

bool isOn(const StackBounds &stack, const void *address) { return address >= stack.guardEnd && address < stack.top; }

}  // namespace

bool callGuarded(void (*run)(void *), void *argument, TrapCode &code, abi::Exception **exception) {
  ThreadState &thread = currentThread();
  Landing landing = {.outer = thread.landing, .exception = exception};
  uint8_t *top = isOn(thread.stack, __builtin_frame_address(0)) ? nullptr : thread.stack.top;
  thread.landing = &landing;
  bool hasReturned = callWithLanding(run, argument, top, &landing);
  thread.landing = landing.outer;
  if (!hasReturned)
    code = landing.code;
  return hasReturned;
}

}  // namespace wasmc::rt

#include "rt/host/StackSwitch.h"

// Source: <sanitizer/common_interface_defs.h>. Weak: elsewhere there is nobody to be told.
extern "C" {
[[gnu::weak, gnu::visibility("default")]] void __sanitizer_start_switch_fiber(void **saved, const void *bottom, size_t size);
[[gnu::weak, gnu::visibility("default")]] void __sanitizer_finish_switch_fiber(void *saved, const void **bottom, size_t *size);
}

namespace wasmc::rt {

namespace {

struct SanitizedCall {
  void (*run)(void *);
  void *argument;
  const void *bottom;  // of the stack that it comes from
  size_t size;
};

void enter(void *data) {
  auto &call = *static_cast<SanitizedCall *>(data);
  __sanitizer_finish_switch_fiber(nullptr, &call.bottom, &call.size);
  call.run(call.argument);
}

}  // namespace

bool isAddressSanitized() { return __sanitizer_start_switch_fiber && __sanitizer_finish_switch_fiber; }

// The way back is told once we are there: a trap does not announce it.
bool runSanitized(HostThread &thread, void (*run)(void *), void *argument, Landing *landing) {
  SanitizedCall call = {run, argument, nullptr, 0};
  void *saved = nullptr;
  __sanitizer_start_switch_fiber(&saved, thread.stack.guardEnd, static_cast<size_t>(thread.stack.top - thread.stack.guardEnd));
  bool hasReturned = callWithLanding(enter, &call, thread.stack.top, landing);
  __sanitizer_start_switch_fiber(nullptr, call.bottom, call.size);
  __sanitizer_finish_switch_fiber(saved, nullptr, nullptr);
  return hasReturned;
}

}  // namespace wasmc::rt

#include "rt/host/StackSwitch.h"

// Source: <sanitizer/common_interface_defs.h>. Weak: elsewhere there is nobody to be told.
extern "C" {
[[gnu::weak, gnu::visibility("default")]] void __sanitizer_start_switch_fiber(void **saved, const void *bottom, size_t size);
[[gnu::weak, gnu::visibility("default")]] void __sanitizer_finish_switch_fiber(void *saved, const void **bottom, size_t *size);
// <sanitizer/asan_interface.h>
[[gnu::weak, gnu::visibility("default")]] void __asan_unpoison_memory_region(const volatile void *begin, size_t size);
}

namespace wasmc::rt {

namespace {

struct SanitizedCall {
  HostThread &thread;
  void *run, *first, *second;
};

void enter(void *data) {
  auto &call = *static_cast<SanitizedCall *>(data);
  size_t size = 0;
  __sanitizer_finish_switch_fiber(nullptr, &call.thread.hostBottom, &size);
  call.thread.hostSize = size;
  reinterpret_cast<void (*)(void *, void *)>(call.run)(call.first, call.second);
}

struct SanitizedCallback {
  void *(*run)(void *, void *, void *);
  void *first, *second, *third;
};

// What is called may be a callback of the host's, which takes pointers of other types.
[[clang::no_sanitize("function")]] void *enterHostsStack(void *data, void *, void *) {
  auto &call = *static_cast<SanitizedCallback *>(data);
  const void *bottom;
  size_t size;
  __sanitizer_finish_switch_fiber(nullptr, &bottom, &size);
  void *result = call.run(call.first, call.second, call.third);
  __sanitizer_start_switch_fiber(nullptr, bottom, size);
  return result;
}

}  // namespace

bool isAddressSanitized() {
  return __sanitizer_start_switch_fiber && __sanitizer_finish_switch_fiber && __asan_unpoison_memory_region;
}

// The way back is told once we are there: a trap does not announce it.
bool enterSanitized(HostThread &thread, void *run, void *first, void *second, Landing *landing) {
  SanitizedCall call = {thread, run, first, second};
  void *saved = nullptr;
  const void *bottom = thread.hostBottom;
  uint64_t size = thread.hostSize;
  auto guestSize = static_cast<size_t>(thread.guestTop - thread.stack.guardEnd);
  __sanitizer_start_switch_fiber(&saved, thread.stack.guardEnd, guestSize);
  bool hasReturned = enterWithLanding(reinterpret_cast<void *>(enter), &call, nullptr, thread.guestTop, landing);
  __sanitizer_start_switch_fiber(nullptr, thread.hostBottom, thread.hostSize);
  __sanitizer_finish_switch_fiber(saved, nullptr, nullptr);
  if (!hasReturned)  // what a trap has left of frames is nobody's
    __asan_unpoison_memory_region(thread.stack.guardEnd, guestSize);
  thread.hostBottom = bottom;
  thread.hostSize = size;
  return hasReturned;
}

void *callSanitized(HostThread &thread, void *(*run)(void *, void *, void *), void *first, void *second, void *third,
                    uint8_t *top) {
  SanitizedCallback call = {run, first, second, third};
  void *saved = nullptr;
  __sanitizer_start_switch_fiber(&saved, thread.hostBottom, thread.hostSize);
  void *result = callOnOtherStack(enterHostsStack, &call, nullptr, nullptr, top, &thread.guestTop);
  __sanitizer_finish_switch_fiber(saved, nullptr, nullptr);
  return result;
}

}  // namespace wasmc::rt

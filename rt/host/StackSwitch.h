// From the thread's stack to the guest's and back.
#pragma once

#include "rt/host/HostThread.h"
#include "rt/traps/Landing.h"

namespace wasmc::rt {

inline bool isOnGuestStack(const HostThread &thread, const void *address) {
  return address >= thread.stack.guardEnd && address < thread.stack.top;
}

// Whether the program runs under AddressSanitizer.
bool isAddressSanitized();
// The same as the following, of calls from the thread's own stack there.
bool runSanitized(HostThread &thread, void (*run)(void *), void *argument, Landing *landing);

// Calls run(argument) on the thread's guest stack; false when it has come back through the landing.
inline bool runOnGuestStack(HostThread &thread, void (*run)(void *), void *argument, Landing *landing) {
  if (isOnGuestStack(thread, __builtin_frame_address(0)))
    return callWithLanding(run, argument, nullptr, landing);
  if (thread.isSanitized) [[unlikely]]
    return runSanitized(thread, run, argument, landing);
  return callWithLanding(run, argument, thread.stack.top, landing);
}

}  // namespace wasmc::rt

// From the thread's stack to the guest's and back.
#pragma once

#include "rt/host/HostThread.h"
#include "rt/traps/Landing.h"

namespace wasmc::rt {

// Whether the program runs under AddressSanitizer.
bool isAddressSanitized();
// The same as the following, of calls from the thread's own stack there.
bool enterSanitized(HostThread &thread, void *run, void *first, void *second, Landing *landing);

extern "C" {
// run(first, second, third), on the stack that begins below `top`, a multiple of 16. Where the present one is left goes to `left`.
void *callOnOtherStack(void *(*run)(void *, void *, void *), void *first, void *second, void *third, uint8_t *top, uint8_t **left);
}

void *callSanitized(HostThread &thread, void *(*run)(void *, void *, void *), void *first, void *second, void *third, uint8_t *top);

// From the guest stack: calls run(first, second, third) on the thread's own, below `top`.
inline void *callOnHostStack(HostThread &thread, void *(*run)(void *, void *, void *), void *first, void *second, void *third,
                             uint8_t *top) {
  if (thread.isSanitized) [[unlikely]]
    return callSanitized(thread, run, first, second, third, top);
  return callOnOtherStack(run, first, second, third, top, &thread.guestTop);
}

// From the thread's own stack: calls run(first, second) on its guest stack, behind what is in use there; false when it has come
// back through the landing.
inline bool enterGuest(HostThread &thread, void *run, void *first, void *second, Landing *landing) {
  if (thread.isSanitized) [[unlikely]]
    return enterSanitized(thread, run, first, second, landing);
  return enterWithLanding(run, first, second, thread.guestTop, landing);
}

}  // namespace wasmc::rt

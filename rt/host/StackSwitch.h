// From the thread's stack to the guest's and back. Sanitizers need not know: what they have instrumented, the host's functions,
// runs on the thread's own.
#pragma once

#include "rt/host/HostThread.h"
#include "rt/traps/Landing.h"

namespace wasmc::rt {

extern "C" {
// run(first, second, third), on the stack that begins below `top`, a multiple of 16. Where the present one is left goes to `left`.
void *callOnOtherStack(void *(*run)(void *, void *, void *), void *first, void *second, void *third, uint8_t *top, uint8_t **left);
}

// From the thread's own stack: calls run(first, second) on its guest stack, behind what is in use there; false when it has come back
// through the landing.
inline bool enterGuest(HostThread &thread, void *run, void *first, void *second, Landing *landing) {
  return enterWithLanding(run, first, second, thread.guestTop, landing);
}

}  // namespace wasmc::rt

#include "rt/host/Activity.h"

#include "rt/host/Interruption.h"

namespace wasmc::rt {

// The call may end, and another one begin, before the signal comes: that one is not it, for leave() takes back what was asked for.
// If the exchange fails the call has ended already, or somebody else asks.
void Activity::interrupt() {
  uint64_t call = __atomic_load_n(&running, __ATOMIC_ACQUIRE);
  if (call == 0 || (call & notedFlag))
    return;
  uint64_t asked = call | interruptedFlag;
  if (call == asked || __atomic_compare_exchange_n(&running, &call, asked, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
    (void)remind(static_cast<int>(asked & threadMask));
}

}  // namespace wasmc::rt

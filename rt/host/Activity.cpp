#include "rt/host/Activity.h"

#include "rt/host/Interruption.h"

namespace wasmc::rt {

// A call that only begins is not running yet. The call may end, and another one begin, before the signal comes: that one is not it.
void Activity::interrupt() {
  uint64_t call = __atomic_load_n(&running, __ATOMIC_ACQUIRE);
  if (call <= threadMask || __atomic_load_n(&noted, __ATOMIC_ACQUIRE) == call)
    return;
  __atomic_store_n(&interrupted, call, __ATOMIC_RELEASE);
  (void)remind(static_cast<int>(call & threadMask));
}

}  // namespace wasmc::rt

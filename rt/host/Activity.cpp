#include "rt/host/Activity.h"

#include "rt/core/Mutex.h"
#include "rt/host/Interruption.h"
#include "rt/sys/linux/membarrier.h"

namespace wasmc::rt {

namespace {

WASMC_PROCESS_MUTEX Mutex revoking;
constinit bool hasFences = false;

// A child of fork(2) may have to register anew.
bool fenceOthers() { return sys::fenceOtherThreads() || (sys::registerFences() && sys::fenceOtherThreads()); }

bool isEntering(uint64_t id, const Activity *activity) {
  bool found = false;
  for (ThreadState *each = lockThreads(); each && !found; each = each->next)
    found = static_cast<uint64_t>(each->id) == id &&
            __atomic_load_n(&static_cast<HostThread *>(each)->entering, __ATOMIC_ACQUIRE) == activity;
  unlockThreads();
  return found;
}

}  // namespace

void prepareOwners() { hasFences = sys::registerFences().ok(); }

// While another thread revokes our ownership this one waits for its decision.
Activity::Entry Activity::enterForeign(HostThread &thread) {
  auto id = static_cast<uint64_t>(thread.id);
  while (true) {
    uint64_t found = __atomic_load_n(&running, __ATOMIC_ACQUIRE);
    uint64_t from = __atomic_load_n(&owner, __ATOMIC_ACQUIRE);
    if (from == nobody)
      return enterUnowned(found, id);
    if (from != id && (found & threadMask || !revoke(from)))
      return Entry::Busy;
    if (from == id && enterOwned(thread, found, id))
      return Entry::Outermost;
  }
}

// Who becomes the owner is inside, so that nobody else does. If the exchange fails another thread has entered in the meantime.
Activity::Entry Activity::enterUnowned(uint64_t found, uint64_t id) {
  if (found & threadMask ||
      !__atomic_compare_exchange_n(&running, &found, following(found, id), false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
    return Entry::Busy;
  if (hasFences && revocations < mostRevocations)
    __atomic_store_n(&owner, id, __ATOMIC_RELEASE);
  return Entry::Outermost;
}

// False if the owner is inside, or about to be. True if the ownership is another's now, or nobody's.
//
// A program may come to forbid itself membarrier(2): then no ownership can be revoked any more.
bool Activity::revoke(uint64_t from) {
  Lock lock(revoking);
  uint64_t found = from;
  if (from == revoked || !__atomic_compare_exchange_n(&owner, &found, revoked, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
    return true;
  bool isFree = fenceOthers() && !isEntering(from, this) && !isRunning();
  revocations += isFree;
  __atomic_store_n(&owner, isFree ? nobody : from, __ATOMIC_RELEASE);
  return isFree;
}

void Activity::disown(int thread) {
  auto found = static_cast<uint64_t>(thread);
  if (__atomic_load_n(&owner, __ATOMIC_RELAXED) == found)
    (void)__atomic_compare_exchange_n(&owner, &found, nobody, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
}

// All mutexes of the process were held, so nobody was revoking an ownership.
void Activity::moveTo(int thread) {
  running = (running & ~threadMask) | static_cast<uint64_t>(thread);
  owner = nobody;
}

// The call may end, and another one begin, before the signal comes: that one is not it.
void Activity::interrupt() {
  uint64_t call = __atomic_load_n(&running, __ATOMIC_ACQUIRE);
  if (!(call & threadMask))
    return;
  __atomic_store_n(&interrupted, call, __ATOMIC_RELEASE);
  (void)remind(static_cast<int>(call & threadMask));
}

}  // namespace wasmc::rt

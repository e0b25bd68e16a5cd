#include "rt/host/Activity.h"

#include "rt/core/Mutex.h"
#include "rt/host/Interruption.h"
#include "rt/sys/linux/membarrier.h"

// Of ThreadSanitizer (<sanitizer/tsan_interface.h>), which does not see our atomic operations, but the C library's functions between them.
// Weak: elsewhere there is nobody to be told.
extern "C" {
[[gnu::weak, gnu::visibility("default")]] void __tsan_acquire(void *address);
[[gnu::weak, gnu::visibility("default")]] void __tsan_release(void *address);
}

namespace wasmc::rt {

namespace {

WASMC_PROCESS_MUTEX Mutex revoking;
constinit bool hasFences = false;

// A child of fork(2) may have to register anew.
bool fenceOthers() { return sys::fenceOtherThreads() || (sys::registerFences() && sys::fenceOtherThreads()); }

// A thread that has ended announces nothing.
bool isAnnounced(uint64_t id, const Activity *activity) {
  bool found = false;
  for (ThreadState *each = lockThreads(); each && !found; each = each->next)
    found = static_cast<uint64_t>(each->id) == id &&
            __atomic_load_n(&static_cast<HostThread *>(each)->outermost.activity, __ATOMIC_ACQUIRE) == activity;
  unlockThreads();
  return found;
}

}  // namespace

void prepareOwners() { hasFences = sys::registerFences().ok(); }

Activity::Entry Activity::enter(const HostThread &thread) {
  auto id = static_cast<uint64_t>(thread.id);
  while (true) {
    uint64_t found = __atomic_load_n(&owner, __ATOMIC_ACQUIRE);
    if (found == (id | held) || (found == id && thread.outermost.activity == this))
      return Entry::Nested;
    bool isFree = found == id || found == nobody;
    if (!isFree && (found & held || !revoke(found)))
      return Entry::Busy;
    if (isFree && __atomic_compare_exchange_n(&owner, &found, id | held, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
      if (__tsan_acquire)
        __tsan_acquire(this);
      begin(id);
      return Entry::Outermost;
    }
  }
}

void Activity::leave() {
  if (__tsan_release)
    __tsan_release(this);
  end();
  bool keepsOwner = hasFences && revocations < mostRevocations;
  uint64_t holder = __atomic_load_n(&owner, __ATOMIC_RELAXED) & ~held;
  __atomic_store_n(&owner, keepsOwner ? holder : nobody, __ATOMIC_RELEASE);
}

// False if the owner is inside, or about to be. True if something has changed, be it that another thread was about to do the same.
//
// A program may come to forbid itself membarrier(2): then no ownership can be revoked any more.
bool Activity::revoke(uint64_t from) {
  Lock lock(revoking);
  uint64_t found = from;
  if (from == revoked || !__atomic_compare_exchange_n(&owner, &found, revoked, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
    return true;
  bool isFree = fenceOthers() && !isAnnounced(from, this) && !isRunning();  // the latter acquires what the last call has done
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
  runner = static_cast<uint64_t>(thread);
  owner = runner | (owner & held);
}

// What is read belongs together if no call has begun meanwhile. The call may end, and another one begin, before the signal comes: that
// one is not it.
void Activity::interrupt() {
  uint64_t call, thread;
  do {
    call = __atomic_load_n(&calls, __ATOMIC_ACQUIRE);
    thread = __atomic_load_n(&runner, __ATOMIC_ACQUIRE);
  } while (call != __atomic_load_n(&calls, __ATOMIC_ACQUIRE));
  if (thread == 0 || __atomic_load_n(&noted, __ATOMIC_ACQUIRE) == call)
    return;
  __atomic_store_n(&interrupted, call, __ATOMIC_RELEASE);
  (void)remind(static_cast<int>(thread));
}

}  // namespace wasmc::rt

// Which thread runs an instance, and which of its calls is to be interrupted.
//
// Almost always it is the thread that ran it last. So an instance has an owner, which enters by plain stores (a locked instruction costs
// more than all the rest of a call). The owner announces in its own HostThread::entering which instance it enters, looks whether it
// still owns it, writes `running`, and withdraws the announcement. Another thread first takes the ownership away: it sets `owner` to
// `revoked`, makes all other threads execute a fence (membarrier(2)), and then reads the owner's announcement and `running`. The fence falls
// - before the owner looks: then the owner sees that it was revoked, and does not enter;
// - or after that: then the announcement, or what followed it, is seen by the other thread, which gives the ownership back. It is Busy.
// That is Dekker's algorithm with one of its fences moved to the slow side. Only an owner that has announced itself and found
// itself confirmed writes `running` without a locked instruction, so none does once ownership is gone. Without an owner
// threads enter by compare and exchange: it fails if `running` has changed since it was read, before `owner` was found to be nobody.
//
// Where the kernel refuses fences, or an instance keeps changing threads, it has no owner any more.
#pragma once

#include "rt/host/HostThread.h"

namespace wasmc::rt {

// The compiler keeps to the order of what comes before and after: a signal handler on the same thread, or membarrier(2) in another one,
// relies on it.
inline void orderForSignals() { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

class Activity {
public:
  enum class Entry { Outermost, Nested, Busy };

  // A call into the instance begins, on the calling thread, whose record this is. After Busy it does not, after Outermost it ends with
  // leave().
  Entry enter(HostThread &thread) {
    auto id = static_cast<uint64_t>(thread.id);
    uint64_t found = __atomic_load_n(&running, __ATOMIC_ACQUIRE);
    if ((found & threadMask) == id)
      return Entry::Nested;
    return enterOwned(thread, found, id) ? Entry::Outermost : enterForeign(thread);
  }
  void leave() { __atomic_store_n(&running, running & ~threadMask, __ATOMIC_RELEASE); }

  bool isRunning() const { return __atomic_load_n(&running, __ATOMIC_ACQUIRE) & threadMask; }

  // Another thread is to be the next, if the calling one, of this number, is the owner: then that need not take the ownership away. Not
  // for who runs it.
  void disown(int thread);

  // After a fork, in the child: the thread that runs it has another number.
  void moveTo(int thread);

  // Asks for the end of the outermost call that is running, if any. From any thread, and from signal handlers.
  void interrupt();
  // Of the call that is running: for its thread.
  bool isInterrupted() const { return __atomic_load_n(&interrupted, __ATOMIC_ACQUIRE) == running; }

private:
  // Kernels give numbers up to 2^22 to threads (PID_MAX_LIMIT).
  static constexpr uint64_t threadMask = (1 << 24) - 1;
  static constexpr uint64_t nobody = 0, revoked = threadMask;  // as owners
  static constexpr uint32_t mostRevocations = 8;               // of one instance; each takes microseconds

  static uint64_t following(uint64_t call, uint64_t id) { return ((call | threadMask) + 1) | id; }
  // If the thread, of this number, is the owner; `found` is what runs, which is no call then.
  bool enterOwned(HostThread &thread, uint64_t found, uint64_t id) {
    __atomic_store_n(&thread.entering, this, __ATOMIC_RELAXED);
    orderForSignals();
    bool isOwner = __atomic_load_n(&owner, __ATOMIC_RELAXED) == id;
    if (isOwner) [[likely]]
      __atomic_store_n(&running, following(found, id), __ATOMIC_RELAXED);
    __atomic_store_n(&thread.entering, nullptr, __ATOMIC_RELEASE);
    return isOwner;
  }
  Entry enterForeign(HostThread &thread);
  Entry enterUnowned(uint64_t found, uint64_t id);
  bool revoke(uint64_t from);

  uint64_t running = 0;          // which call: a number that grows, above that of the thread; the latter is 0 when none runs
  uint64_t interrupted = never;  // the call that was to be interrupted last
  uint64_t owner = nobody;       // the thread that may enter by plain stores
  uint32_t revocations = 0;
};

// Once, before the first instance is made: whether instances may have owners.
void prepareOwners();

}  // namespace wasmc::rt

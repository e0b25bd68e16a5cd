// Which thread runs an instance, and which of its calls is to be interrupted.
//
// Almost always it is the thread that ran it last. So an instance has an owner, which enters by plain stores: a locked instruction costs
// as much as half of a call. An owner that runs nothing else announces in its own record (HostThread::outermost) which instance it is
// about to run, and then looks whether it still owns it; the announcement stays until the call has ended. Another thread first takes the
// ownership away: it sets `owner` to `revoked`, makes all other threads execute a fence (membarrier(2)), and then reads the owner's
// announcement. The fence falls
// - before the owner looks: then the owner sees that it was revoked, and does not enter;
// - or after that: then the announcement is seen by the other thread, which gives the ownership back. It is Busy.
// That is Dekker's algorithm with one of its fences moved to the slow side. In all other cases, calls inside of others above all,
// `owner` itself says that the instance is held, by compare and exchange.
//
// Where the kernel refuses fences, or an instance keeps changing threads, it has no owner while nobody holds it.
#pragma once

#include "rt/host/HostThread.h"

namespace wasmc::rt {

// The compiler keeps to the order of what comes before and after: a signal handler on the same thread, or membarrier(2) in another one,
// relies on it.
inline void orderForSignals() { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

class Activity {
public:
  enum class Entry { Outermost, Nested, Busy };

  // A call into the instance begins, on the calling thread, whose record this is and which runs nothing. If this is true it ends with
  // leaveAsOwner(); if not, enter() will tell.
  bool enterAsOwner(HostThread &thread) {
    __atomic_store_n(&thread.outermost.activity, this, __ATOMIC_RELAXED);
    orderForSignals();
    auto id = static_cast<uint64_t>(thread.id);
    if (__atomic_load_n(&owner, __ATOMIC_RELAXED) != id) [[unlikely]]
      return withdraw(thread);
    begin(id);
    return true;
  }
  void leaveAsOwner(HostThread &thread) {
    end();
    __atomic_store_n(&thread.outermost.activity, nullptr, __ATOMIC_RELEASE);
  }

  // The same of any call. After Busy it does not begin, after Outermost it ends with leave().
  Entry enter(const HostThread &thread);
  void leave();

  bool isRunning() const { return __atomic_load_n(&runner, __ATOMIC_ACQUIRE) != 0; }

  // Another thread is to be the next, if the calling one, of this number, is the owner: then that need not take the ownership away. Not
  // for who runs it.
  void disown(int thread);

  // After a fork, in the child: the thread that runs it has another number.
  void moveTo(int thread);

  // Asks for the end of the outermost call that is running, if any. From any thread, and from signal handlers. Where the system has no room
  // for a signal only who asks again is heard.
  void interrupt();
  // Its thread knows of what was asked for, and will look again by itself: until that call has ended who asks once more need not disturb it.
  // For that thread.
  void noteInterruption() { __atomic_store_n(&noted, interrupted, __ATOMIC_RELEASE); }
  // Of the call that is running: for its thread.
  bool isInterrupted() const {
    return __atomic_load_n(&interrupted, __ATOMIC_ACQUIRE) == __atomic_load_n(&calls, __ATOMIC_RELAXED);
  }

private:
  // Kernels give numbers up to 2^22 to threads (PID_MAX_LIMIT).
  static constexpr uint64_t held = 1 << 24;                  // beside the number of the thread that holds it
  static constexpr uint64_t nobody = 0, revoked = held - 1;  // as owners
  static constexpr uint32_t mostRevocations = 8;             // of one instance; each takes microseconds

  // For who is alone inside.
  void begin(uint64_t id) {
    __atomic_store_n(&calls, calls + 1, __ATOMIC_RELAXED);
    __atomic_store_n(&runner, id, __ATOMIC_RELEASE);
  }
  void end() { __atomic_store_n(&runner, 0, __ATOMIC_RELEASE); }
  static bool withdraw(HostThread &thread) {
    __atomic_store_n(&thread.outermost.activity, nullptr, __ATOMIC_RELEASE);
    return false;
  }
  bool revoke(uint64_t from);

  uint64_t owner = nobody;       // the thread that may enter by plain stores; or who holds it
  uint64_t calls = 0;            // that have begun
  uint64_t runner = 0;           // the thread that runs the last of them; 0: it has ended
  uint64_t interrupted = never;  // the call that was to be interrupted last, by what `calls` was
  uint64_t noted = never;        // the last of which its thread knows
  uint32_t revocations = 0;
};

// Once, before the first instance is made: whether instances may have owners.
void prepareOwners();

}  // namespace wasmc::rt

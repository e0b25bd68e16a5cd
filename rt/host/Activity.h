// Which thread runs an instance, and which of its calls is to be interrupted.
#pragma once

#include "rt/host/HostThread.h"

namespace wasmc::rt {

// The compiler keeps to the order of what comes before and after: a signal handler on the same thread relies on it.
inline void orderForSignals() { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

class Activity {
public:
  enum class Entry { Outermost, Nested, Busy };

  // A call into the instance begins, on the calling thread, which has this number. After Busy it does not, after Outermost it ends with
  // leave().
  Entry enter(int thread) {
    auto id = static_cast<uint64_t>(thread);
    uint64_t found = 0;
    if (__atomic_compare_exchange_n(&running, &found, id, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
      return Entry::Outermost;
    return (found & threadMask) == id ? Entry::Nested : Entry::Busy;
  }
  void leave() { __atomic_store_n(&running, 0, __ATOMIC_RELEASE); }

  // Nobody can enter it: for calls that are no usual ones.
  static Activity never() {
    Activity activity;
    activity.running = threadMask;
    return activity;
  }

  bool isRunning() const { return __atomic_load_n(&running, __ATOMIC_ACQUIRE) != 0; }

  // After a fork, in the child: the thread that runs it has another number.
  void moveTo(int thread) { running = (running & ~threadMask) | static_cast<uint64_t>(thread); }

  // Asks for the end of the outermost call that is running, if any. From any thread, and from signal handlers. Where the system has no room
  // for a signal only who asks again is heard.
  void interrupt();
  // Its thread knows of what was asked for, and will look again by itself: until that call has ended who asks once more need not disturb it.
  // For that thread.
  void noteInterruption() { __atomic_or_fetch(&running, notedFlag, __ATOMIC_RELEASE); }
  // Of the call that is running: for its thread.
  bool isInterrupted() const { return __atomic_load_n(&running, __ATOMIC_ACQUIRE) & interruptedFlag; }

private:
  // Kernels give numbers up to 2^22 to threads (PID_MAX_LIMIT).
  static constexpr uint64_t threadMask = (1 << 24) - 1;
  static constexpr uint64_t interruptedFlag = uint64_t{1} << 32, notedFlag = uint64_t{1} << 33;

  // The thread's number, and what was asked for; 0 when no call runs. The usual ones enter and leave by themselves (calls.S).
  uint64_t running = 0;
};

}  // namespace wasmc::rt

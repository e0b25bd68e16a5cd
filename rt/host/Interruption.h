// The signal that makes a thread look whether what it runs is to end. A real-time signal that nobody else in the program uses; others'
// are handed on (SignalActions.h).
#pragma once

#include "rt/core/Result.h"

#include <stdint.h>

namespace wasmc::rt {

struct HostThread;

// Configured with the build (WASMC_INTERRUPTION_SIGNAL).
inline constexpr int interruptionSignal = WASMC_INTERRUPTION_SIGNAL;

// Once, before any call.
Result<void> installInterruption();

// Makes the thread look. An error if the system has no room for the signal, or there is no such thread. For any thread, and signal
// handlers.
Result<void> remind(int thread);

// The timer of a thread; -1 where the system gives none. Deleted by sys::deleteTimer.
int createReminder(int thread);

// Makes the thread look at `time` (nanoseconds of CLOCK_MONOTONIC), and then every millisecond until stopReminding(), which
// only it may call. False, and nothing happens, if it has no timer.
bool remindAt(HostThread &thread, uint64_t time);
void stopReminding(HostThread &thread);

}  // namespace wasmc::rt

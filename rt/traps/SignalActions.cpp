#include "rt/traps/SignalActions.h"

#include "rt/core/ThreadState.h"

namespace wasmc::rt {

Result<void> installHandler(int signal, sys::SignalHandler handler, uint64_t blocked, unsigned flags) {
  return sys::sigaction(signal, handler, blocked, flags);
}

// By default nothing happens at SIGURG (signal(7)); the other signals that we handle end the process.
void handOn(int signal, siginfo_t *, void *) {
  if (signal != SIGURG)
    dieBySignal(signal);
}

}  // namespace wasmc::rt

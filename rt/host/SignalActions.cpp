// In place of traps/SignalActions.cpp: there is a program around us with handlers of its own.
#include "rt/traps/SignalActions.h"

#include "rt/host/HostThread.h"
#include "rt/sys/linux/sigprocmask.h"
#include "rt/sys/linux/sigqueue.h"

#include <asm/sigcontext.h>

#include <asm/ucontext.h>

namespace wasmc::rt {

namespace {

constexpr int signalCount = 64;

// By signal; complete before our handler can run.
constinit struct sigaction previousActions[signalCount + 1] = {};

uint64_t bitsOf(const sigset_t &set) {
  static_assert(sizeof set == sizeof(uint64_t));
  return __builtin_bit_cast(uint64_t, set);
}

uint64_t bitOf(int signal) { return uint64_t{1} << (signal - 1); }

// The signal once more, with what the kernel said about it: it is blocked until the handler returns, and then does to the interrupted
// code what it would have done at first.
void takeDefaultAction(int signal, const siginfo_t &info) {
  if (signal == SIGURG)
    return;  // the default is that nothing happens
  struct sigaction defaultAction = {};
  (void)sys::syscall<void>(__NR_rt_sigaction, signal, &defaultAction, nullptr, sizeof defaultAction.sa_mask);
  (void)sys::queueSignal(sys::gettid(), signal, info);
}

// With the signals blocked that the kernel would have blocked; it restores them from `context` in the end.
void callPrevious(const struct sigaction &action, int signal, siginfo_t *info, void *context) {
  uint64_t own = action.sa_flags & SA_NODEFER ? 0 : bitOf(signal);
  sys::exchangeBlockedSignals(bitsOf(static_cast<ucontext *>(context)->uc_sigmask) | bitsOf(action.sa_mask) | own);
  if (action.sa_flags & SA_SIGINFO)
    __builtin_bit_cast(sys::SignalHandler, action.sa_handler)(signal, info, context);
  else
    action.sa_handler(signal);
}

}  // namespace

Result<void> installHandler(int signal, sys::SignalHandler handler, uint64_t blocked, unsigned flags) {
  Result<struct sigaction> previous = sys::signalAction(signal);
  if (!previous)
    return previous.errorNumber();
  previousActions[signal] = *previous;
  return sys::sigaction(signal, handler, blocked, flags);
}

// A fault that is to be ignored ends the process all the same (signal(7)): the instruction can't go on.
void handOn(int signal, siginfo_t *info, void *context) {
  struct sigaction action = previousActions[signal];
  bool isFault = info->si_code > 0;
  if (action.sa_handler == SIG_IGN && !isFault)
    return;
  if (action.sa_handler == SIG_IGN || action.sa_handler == SIG_DFL)
    return takeDefaultAction(signal, *info);
  if (action.sa_flags & SA_RESETHAND)
    __atomic_store_n(&previousActions[signal].sa_handler, SIG_DFL, __ATOMIC_RELAXED);
  callPrevious(action, signal, info, context);
}

}  // namespace wasmc::rt

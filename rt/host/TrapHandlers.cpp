// In place of traps/TrapHandlers.cpp: the program may have handlers of its own for the same signals, and what is not the guest's is
// theirs.
#include "rt/traps/TrapHandlers.h"

#include "rt/host/Backtrace.h"
#include "rt/host/GuestCall.h"
#include "rt/host/Signals.h"
#include "rt/traps/FaultClassifier.h"
#include "rt/traps/SignalActions.h"

namespace wasmc::rt {

namespace {

constexpr int faultSignals[] = {SIGSEGV, SIGBUS, trapSignal};

// The host's functions run on the guest's stack, too, but their faults are their own.
bool endsCall(GuestCall &call, const Fault &fault, ucontext &interrupted) {
  if (call.isInHost)
    return false;
  Cursor origin(guestStackRange(), interruptedRegisters(interrupted), Cursor::Start::Interrupted);
  TrapCode code;
  if (!isGuestTrap(fault, origin, hostThread.stack, code))
    return false;
  endCallAt(call, code, origin, interrupted);
  return true;
}

// si_code: SI_USER and its kin (sigaction(2)) are sent, not raised.
WASMC_SIGNAL_HANDLER void handleFault(int signal, siginfo_t *info, void *context) {
  sys::beginSignalHandler();
  GuestCall *call = currentCall(hostThread);
  Fault fault = {signal, reinterpret_cast<uint64_t>(info->si_addr)};
  if (!call || info->si_code <= 0 || !endsCall(*call, fault, *static_cast<ucontext *>(context)))
    handOn(signal, info, context);
}

}  // namespace

void endCallAt(GuestCall &call, TrapCode code, const Cursor &origin, ucontext &context) {
  noteFrames(origin);
  call.code = code;
  resumeAt(context, reinterpret_cast<uint64_t>(call.point), call.stackPointer);
}

Result<void> installFaultHandlers() {
  for (int signal : faultSignals)
    if (Result<void> done = installHandler(signal, handleFault, trapSignalMask); !done)
      return done;
  return {};
}

StackRange guestStackRange() {
  const StackBounds &stack = hostThread.stack;
  return {reinterpret_cast<uint64_t>(stack.guardEnd), reinterpret_cast<uint64_t>(stack.top)};
}

}  // namespace wasmc::rt

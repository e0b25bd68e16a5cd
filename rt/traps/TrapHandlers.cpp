#include "rt/traps/TrapHandlers.h"

#include "rt/core/Message.h"
#include "rt/core/Process.h"
#include "rt/core/ThreadState.h"
#include "rt/sys/linux/sigaltstack.h"
#include "rt/traps/FaultClassifier.h"
#include "rt/traps/GuestCode.h"
#include "rt/traps/Landing.h"
#include "rt/traps/SignalActions.h"
#include "rt/traps/TrapReport.h"
#include "rt/traps/TrapSignals.h"

namespace wasmc::rt {

namespace {

constexpr int faultSignals[] = {SIGSEGV, SIGBUS, trapSignal};

// For the kernel's frame (AT_MINSIGSTKSZ: some 11 KiB with AMX, 9 KiB with the widest SVE vectors) and the handler's own, which
// stay below 16 KiB.
alignas(16) [[gnu::section(".bss.buffers")]] uint8_t signalStack[65536];

StringView signalName(int signal) {
  switch (signal) {
  case SIGSEGV: return "SIGSEGV";
  case SIGBUS: return "SIGBUS";
  case SIGILL: return "SIGILL";
  default: return "SIGTRAP";
  }
}

// A fault in here does not come back here: its signal is blocked, so the kernel ends the process.
WASMC_SIGNAL_HANDLER void handleSignal(int signal, siginfo_t *info, void *context) {
  sys::beginSignalHandler();
  if (info->si_code <= 0)  // SI_USER and its kin, sigaction(2): it does what it would do without us, behind this handler
    return handOn(signal, info, context);
  Fault fault = {signal, reinterpret_cast<uint64_t>(info->si_addr)};
  auto &interrupted = *static_cast<ucontext *>(context);
  Registers registers = interruptedRegisters(interrupted);
  Cursor origin(guestStackRange(), registers, Cursor::Start::Interrupted);
  TrapCode code;
  ThreadState &thread = currentThread();
  if (isGuestTrap(fault, origin, thread.stack, code)) {
    if (!thread.landing)
      endWithTrap(code, origin);
    thread.landing->code = code;
    return resumeAt(interrupted, reinterpret_cast<uint64_t>(thread.landing->point), thread.landing->stackPointer);
  }
  uint64_t pc = origin.instruction();
  internalError(isGuestCode(pc) ? "fault in compiled code: " : "fault in the runtime: ", signalName(signal), " at address ",
                Hex(fault.address), ", instruction at ", Hex(imageOffset(pc)), " of the executable");
}

}  // namespace

void installTrapHandlers(StackBounds guestStack) {
  currentThread().stack = guestStack;
  if (Result<void> done = sys::sigaltstack(signalStack); !done)
    fatalError("cannot set up the signal stack: error ", Decimal(done.errorNumber().code));
  for (int signal : faultSignals) {
    if (Result<void> done = installHandler(signal, handleSignal, trapSignalMask); !done)
      fatalError("cannot handle ", signalName(signal), ": error ", Decimal(done.errorNumber().code));
  }
}

StackRange guestStackRange() {
  const StackBounds &stack = currentThread().stack;
  return {reinterpret_cast<uint64_t>(stack.guardEnd), reinterpret_cast<uint64_t>(stack.top)};
}

}  // namespace wasmc::rt

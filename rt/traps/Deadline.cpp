#include "rt/traps/Deadline.h"

#include "rt/core/Message.h"
#include "rt/core/ThreadState.h"
#include "rt/sys/linux/setitimer.h"
#include "rt/sys/linux/sigprocmask.h"
#include "rt/traps/SignalActions.h"
#include "rt/traps/TrapHandlers.h"
#include "rt/traps/TrapReport.h"

namespace wasmc::rt {

namespace {

WASMC_SIGNAL_HANDLER void handleAlarm(int signal, siginfo_t *info, void *context) {
  sys::beginSignalHandler();
  if (info->si_code <= 0)  // another process sent it (sigaction(2)): it does what it would do without us
    return handOn(signal, info, context);
  if (reportHasBegun())
    return;  // perhaps by the code that was interrupted here; it ends the process
  Registers registers = interruptedRegisters(*static_cast<ucontext *>(context));
  endWithTrap(TrapCode::Timeout, Cursor(guestStackRange(), registers, Cursor::Start::Interrupted));
}

}  // namespace

void startDeadline(uint64_t nanoseconds) {
  Result<void> done = installHandler(SIGALRM, handleAlarm, trapSignalMask);
  if (done)
    done = sys::unblockSignal(SIGALRM);
  if (!done)
    fatalError("cannot handle SIGALRM: error ", Decimal(done.errorNumber().code));
  if (done = sys::alarmAfter(nanoseconds); !done)
    fatalError("cannot set the timer: error ", Decimal(done.errorNumber().code));
}

}  // namespace wasmc::rt

#include "rt/host/Interruption.h"

#include "rt/core/Clock.h"
#include "rt/host/GuestCall.h"
#include "rt/sys/linux/sigqueue.h"
#include "rt/sys/linux/timer.h"
#include "rt/traps/GuestCode.h"
#include "rt/traps/SignalActions.h"
#include "rt/traps/TrapHandlers.h"
#include "rt/traps/TrapSignals.h"
#include "rt/unwind/Cursor.h"

namespace wasmc::rt {

namespace {

constexpr uint64_t reminderInterval = 1'000'000;  // nanoseconds

// Its address comes with our signals: another copy of this library in the program has another one.
constinit char mark = 0;

bool isOurs(const siginfo_t &info) {
  return (info.si_code == SI_QUEUE || info.si_code == SI_TIMER) && info.si_value.sival_ptr == &mark;
}

// Guest code, or a memory function of the plugin's own, which only guest code calls.
bool isInGuest(const GuestCall &call, uint64_t pc) { return !call.isInHost && (isGuestCode(pc) || isMemoryFunction(pc)); }

// What is noted holds for the calls around the innermost, too, until the outermost has ended. Nothing may be due any more: the deadline
// may have been another call's.
WASMC_SIGNAL_HANDLER void handleReminder(int signal, siginfo_t *info, void *context) {
  sys::beginSignalHandler();
  if (!isOurs(*info))
    return handOn(signal, info, context);
  HostThread &thread = hostThread;
  GuestCall *call = currentCall(thread);
  Stop stop = call ? dueStop(*call) : Stop::None;
  thread.isInterrupted = stop != Stop::None;
  if (stop == Stop::None)
    return stopReminding(thread);
  call->stop = stop;
  auto &interrupted = *static_cast<ucontext *>(context);
  Registers registers = interruptedRegisters(interrupted);
  bool endsHere = isInGuest(*call, registers.pc());
  if (endsHere)
    endCallAt(*call, TrapCode::Timeout, Cursor(guestStackRange(), registers, Cursor::Start::Interrupted), interrupted);
  if (endsHere || call->isInHost)
    stopReminding(thread);
  else if (!thread.isReminding)
    remindAt(thread, 0);
}

}  // namespace

Result<void> installInterruption() { return installHandler(interruptionSignal, handleReminder, trapSignalMask); }

Result<void> remind(int thread) { return sys::queueSignal(thread, interruptionSignal, &mark); }

// A timer of its own rather than the watchdog: there may be none, and a signal handler, in which an interruption may begin, can't make
// one.
void remindAt(HostThread &thread, uint64_t time) {
  if (thread.reminder < 0) {
    Result<int> timer = sys::createTimer(thread.id, interruptionSignal, &mark);
    if (!timer)
      return;  // the watchdog, or who has interrupted, may remind us again
    thread.reminder = *timer;
  }
  Result<uint64_t> now = clockTime(CLOCK_MONOTONIC);
  uint64_t next = (now ? *now : 0) + reminderInterval;
  thread.isReminding = true;
  (void)sys::setTimer(thread.reminder, time > next ? time : next, reminderInterval);
}

void stopReminding(HostThread &thread) {
  if (!thread.isReminding)
    return;
  (void)sys::setTimer(thread.reminder, 0, 0);
  thread.isReminding = false;
}

}  // namespace wasmc::rt

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

// It was set for a call that has ended.
void adjustReminder(HostThread &thread, const GuestCall *call) {
  if (call && call->deadline != never && thread.isReminding)
    remindAt(thread, call->deadline);
  else
    stopReminding(thread);
}

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
  if (info->si_code == SI_TIMER)
    thread.isReminding = true;  // the watchdog may have set the timer when a call had just ended
  if (stop == Stop::None)
    return adjustReminder(thread, call);
  call->stop = stop;
  auto &interrupted = *static_cast<ucontext *>(context);
  Registers registers = interruptedRegisters(interrupted);
  bool endsHere = isInGuest(*call, registers.pc());
  if (endsHere)
    endCallAt(*call, TrapCode::Timeout, Cursor(guestStackRange(), registers, Cursor::Start::Interrupted), interrupted);
  if (call->isInHost)
    noteInterruptions(*call);
  if (endsHere || call->isInHost)
    stopReminding(thread);
  else if (!thread.isReminding)
    remindAt(thread, 0);
}

}  // namespace

Result<void> installInterruption() { return installHandler(interruptionSignal, handleReminder, trapSignalMask); }

Result<void> remind(int thread) { return sys::queueSignal(thread, interruptionSignal, &mark); }

// A timer for each thread: at a deadline it interrupts the thread whatever else is waiting for the CPU, and it can be set in a signal handler, in
// which an interruption may begin.
int createReminder(int thread) {
  Result<int> timer = sys::createTimer(thread, interruptionSignal, &mark);
  return timer ? *timer : -1;
}

bool remindAt(HostThread &thread, uint64_t time) {
  if (thread.reminder < 0)
    return false;
  __atomic_store_n(&thread.isReminding, true, __ATOMIC_RELEASE);
  Result<uint64_t> now = clockTime(CLOCK_MONOTONIC);
  uint64_t next = (now ? *now : 0) + (time == 0 ? reminderInterval : 0);
  return sys::setTimer(thread.reminder, time > next ? time : next, reminderInterval).ok();
}

void stopReminding(HostThread &thread) {
  if (!thread.isReminding)
    return;
  (void)sys::setTimer(thread.reminder, 0, 0);
  thread.isReminding = false;
}

}  // namespace wasmc::rt

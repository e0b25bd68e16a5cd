#include "rt/exceptions/Throw.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Mutex.h"
#include "rt/core/ThreadState.h"
#include "rt/exceptions/Storage.h"
#include "rt/exceptions/ThrowTrace.h"
#include "rt/exceptions/UncaughtReport.h"
#include "rt/traps/GuestCode.h"
#include "rt/traps/Landing.h"
#include "rt/traps/TrapHandlers.h"
#include "rt/unwind/CallSites.h"

namespace wasmc::rt {

namespace {

WASMC_PROCESS_MUTEX Mutex mutex;
[[gnu::section(".bss.buffers")]] constinit CallSites sites = {};

// From the function that throws to its callers. One look at the frames finds the handler, or that there is none: landing pads look
// at the exception themselves and throw it again if it is not theirs, so there is no phase of asking before that of leaving.
class Unwinding {
public:
  Unwinding(ThrowTrace *trace, const Registers &registers)
      : trace(trace), stack(guestStackRange()), registers(registers), isContinued(trace && trace->count != 0) {}

  // True with the registers of a landing pad; false at the end of the guest's frames.
  bool findLandingPad() {
    Lock lock(mutex);
    bool inGuest = false;
    while (true) {
      uint64_t call = registers.pc() - 1;  // a return address may belong to the next function already
      if (isGuestCode(call))
        inGuest = true;
      else if (inGuest)
        return false;
      const CallSite *site = sites.find(call);
      if (!site)
        return false;
      if (inGuest)
        note(call);
      if (inGuest && site->landingPad()) {
        registers.slots[Registers::spSlot] += site->argumentsSize();
        registers.slots[Registers::pcSlot] = site->landingPad();
        return true;
      }
      if (!site->unwind(stack, registers))
        return false;
    }
  }

  const Registers &landingPad() const { return registers; }

private:
  // The first frame of one that is thrown again was the last one before.
  void note(uint64_t call) {
    if (trace && !isContinued)
      trace->add(call);
    isContinued = false;
  }

  ThrowTrace *trace;
  const StackRange stack;
  Registers registers;
  bool isContinued;
};

[[noreturn]] void endUncaught(abi::Exception &exception, const ThrowTrace *trace) {
  Landing *landing = currentThread().landing;
  if (!landing)
    endWithException(exception, trace);
  if (landing->exception)
    *landing->exception = &exception;
  else
    releaseException(exception);
  landing->code = TrapCode::UncaughtException;
  resumeAtLanding(landing);
}

}  // namespace

void throwException(abi::Exception &exception) {
  Registers registers = {};
  captureRegisters(registers);
  ThrowTrace *trace = traceOf(exception);
  Unwinding unwinding(trace, registers);
  if (unwinding.findLandingPad())
    enterLandingPad(unwinding.landingPad(), &exception);
  endUncaught(exception, trace);
}

void forgetCallSites() {
  Lock lock(mutex);
  sites = {};
}

}  // namespace wasmc::rt

void wasmc::abi::wasmc_throw_exception(void *exception) { rt::throwException(*static_cast<Exception *>(exception)); }

void wasmc::abi::wasmc_throw_new_exception(void *exception) {
  rt::forgetTrace(*static_cast<Exception *>(exception));
  rt::throwException(*static_cast<Exception *>(exception));
}

// What LLVM calls at the end of a landing pad that does not want the exception (Itanium C++ ABI: Exception Handling, level I).
extern "C" [[noreturn]] void _Unwind_Resume(void *exception) {
  wasmc::rt::throwException(*static_cast<wasmc::abi::Exception *>(exception));
}

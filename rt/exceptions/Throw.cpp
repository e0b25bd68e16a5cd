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
  Unwinding(ThrowTrace &trace, const Landing *landing, const Registers &registers)
      : trace(trace), stack(guestStackRange()), end(endOfCall(landing)), registers(registers) {}

  // True with the registers of a landing pad; false at the end of the guest's frames within the innermost landing.
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
      if (!site || registers.sp() > end)
        return false;
      if (inGuest)
        note(call, *site);
      if (inGuest && site->landingPad()) {
        registers.slots[Registers::spSlot] += site->argumentsSize();
        registers.slots[Registers::pcSlot] = site->landingPad();
        trace.stackPointer = registers.sp();
        trace.function = site->function();
        return true;
      }
      if (!site->unwind(stack, registers))
        return false;
    }
  }

  const Registers &landingPad() const { return registers; }

private:
  // Where the frames begin that are outside of the landing, if it is on this stack.
  uint64_t endOfCall(const Landing *landing) const {
    bool isHere = landing && landing->stackPointer >= stack.begin && landing->stackPointer < stack.end;
    return isHere ? landing->stackPointer : stack.end;
  }

  // The frame of the last handler has been noted. If it is the one that throws the exception again, it is not noted twice.
  void note(uint64_t call, const CallSite &site) {
    bool isNoted = trace.stackPointer == registers.sp() + site.argumentsSize() && trace.function == site.function();
    trace.stackPointer = 0;
    if (!isNoted)
      trace.add(call);
  }

  ThrowTrace &trace;
  const StackRange stack;
  const uint64_t end;
  Registers registers;
};

[[noreturn]] void endUncaught(abi::Exception &exception, const ThrowTrace &trace, Landing *landing) {
  if (!landing)
    endWithException(exception, trace);
  takeException(exception);
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
  ThrowTrace &trace = traceOf(exception);
  Landing *landing = currentThread().landing;
  Unwinding unwinding(trace, landing, registers);
  if (unwinding.findLandingPad())
    enterLandingPad(unwinding.landingPad(), &exception);
  endUncaught(exception, trace, landing);
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

// In place of traps/Trap.cpp: the error of the call is to say where the guest was.
#include "rt/traps/Trap.h"

#include "rt/core/Message.h"
#include "rt/host/Backtrace.h"
#include "rt/host/GuestCall.h"
#include "rt/traps/TrapHandlers.h"

namespace wasmc::rt {

void trap(TrapCode code) {
  GuestCall *call = currentCall(hostThread);
  if (!call)
    internalError("a trap outside of a call: ", trapText(code));
  Registers registers = {};
  captureRegisters(registers);
  noteFrames(Cursor(guestStackRange(), registers, Cursor::Start::AfterCall));
  call->code = code;
  resumeAtLanding(call);
}

}  // namespace wasmc::rt

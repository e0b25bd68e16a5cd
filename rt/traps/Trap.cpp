#include "rt/traps/Trap.h"

#include "rt/core/ThreadState.h"
#include "rt/traps/Landing.h"
#include "rt/traps/TrapHandlers.h"
#include "rt/traps/TrapReport.h"

namespace wasmc::rt {

void trap(TrapCode code) {
  if (Landing *landing = currentThread().landing) {
    landing->code = code;
    resumeAtLanding(landing);
  }
  Registers registers = {};
  captureRegisters(registers);
  endWithTrap(code, Cursor(guestStackRange(), registers, Cursor::Start::AfterCall));
}

}  // namespace wasmc::rt

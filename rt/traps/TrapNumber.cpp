#include "rt/core/Message.h"
#include "rt/traps/Trap.h"

void wasmc_trap(uint32_t code) {
  using namespace wasmc::rt;
  if (code >= trapCodeCount)
    internalError("trap number ", Decimal(code), " has no meaning");
  trap(static_cast<TrapCode>(code));
}

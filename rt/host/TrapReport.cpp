// Traps end calls (rt/traps/Catch.h): one outside of a call is a mistake of the library's.
#include "rt/traps/TrapReport.h"

#include "rt/core/Message.h"

namespace wasmc::rt {

void endWithTrap(TrapCode code, const Cursor &) { internalError("a trap outside of a call: ", trapText(code)); }

}  // namespace wasmc::rt

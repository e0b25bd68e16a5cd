// The end of a guest's time.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

// Ends the process with the trap `timeout` after so many nanoseconds of wall-clock time, whatever it is doing then: guest code, a
// host call that waits, a start function. To be called once, after installTrapHandlers.
void startDeadline(uint64_t nanoseconds);

}  // namespace wasmc::rt

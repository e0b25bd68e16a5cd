// /dev/null, for standard streams that a host has not given: the same open file for all of them.
#pragma once

#include "rt/core/Result.h"

namespace wasmc::rt {

// A descriptor of it, open for reading and writing, until it has been released as often as acquired.
Result<int> acquireNullDevice();
void releaseNullDevice();

}  // namespace wasmc::rt

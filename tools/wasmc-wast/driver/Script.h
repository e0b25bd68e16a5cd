// Performs a script's commands.
#pragma once

#include "rt/core/Span.h"

#include <stdint.h>

namespace wasmc::driver {

// To be called on the guest's stack. Ends the process if the bytes are not as CommandFormat.h says.
void runScript(rt::Span<const uint8_t> bytes);

}  // namespace wasmc::driver

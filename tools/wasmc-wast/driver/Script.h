// Performs a script's commands.
#pragma once

#include "rt/core/Span.h"

#include <stdint.h>

namespace wasmc::driver {

// Ends the process if the bytes are not as CommandFormat.h says.
void runScript(rt::Span<const uint8_t> bytes);

// The same for those commands alone that a thread performs.
void runCommands(rt::Span<const uint8_t> bytes);

}  // namespace wasmc::driver

// The threads of a script: each performs commands of its own beside the others.
#pragma once

#include "rt/core/Span.h"

#include <stdint.h>

namespace wasmc::driver {

// Makes room for that many threads, none of which runs. Called once, before the rest.
void prepareThreads(uint32_t count);

// Starts a thread, once each.
void startCommands(uint32_t thread, rt::Span<const uint8_t> commands);

// Waits until the thread has performed its commands. Once for each thread that was started.
void waitForCommands(uint32_t thread);

}  // namespace wasmc::driver

// Signal handlers of ours, and what becomes of signals that turn out not to be ours.
//
// An executable has no other handlers: such a signal does what it does by default. In another program (rt/host) what the program does
// at a signal is remembered, and happens as it would without us.
#pragma once

#include "rt/sys/linux/sigaction.h"

namespace wasmc::rt {

// Installs `handler`. Once per signal. `blocked`, `flags`: as in sys::sigaction.
Result<void> installHandler(int signal, sys::SignalHandler handler, uint64_t blocked, unsigned flags = 0);

// The last thing that such a handler does with a signal that is not ours. The default action happens when the handler returns, a core
// dump of the interrupted code included; a handler of the program's is called at once, and may leave by siglongjmp.
void handOn(int signal, siginfo_t *info, void *context);

}  // namespace wasmc::rt

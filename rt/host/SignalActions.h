// Signal handlers of ours among those of the program that we are part of: what turns out not to be ours has the effect that it had
// without us.
#pragma once

#include "rt/sys/linux/sigaction.h"

namespace wasmc::rt {

// Installs `handler` over what the program does at `signal`, which is remembered. Once per signal. `blocked`, `flags`: as in
// sys::sigaction.
Result<void> installOver(int signal, sys::SignalHandler handler, uint64_t blocked, unsigned flags = 0);

// The last thing that such a handler does with a signal that is not ours: calls the program's handler with the signals blocked that it
// asked for, or lets the default action happen when the handler returns, a core dump of the interrupted code included. Returns unless
// the program's handler leaves by siglongjmp.
void handOn(int signal, siginfo_t *info, void *context);

}  // namespace wasmc::rt

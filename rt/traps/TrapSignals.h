// What a CPU contributes to traps. Each CPU's header defines
//   trapSignal             the signal that its trap instruction raises
//   interruptedRegisters() the registers in the kernel's signal context
//   resumeAt()             changes the context so that execution goes on elsewhere
//   decodeTrap()           llvm.ubsantrap's instruction back to its number
#pragma once

#if defined(__x86_64__)
#include "rt/traps/x86_64/TrapSignals.h"
#elif defined(__aarch64__)
#include "rt/traps/aarch64/TrapSignals.h"
#else
#error "unsupported CPU"
#endif

// Traps as values: for hosts that go on when a guest has trapped.
#pragma once

#include "rt/abi/Exception.h"
#include "rt/traps/TrapCode.h"

namespace wasmc::rt {

// Calls run(argument) on the thread's guest stack: false, with the trap in `code`, if the guest trapped in it, true if it returned.
// After a trap the frames below have vanished without having been finished; what they changed in memory stays. Calls may be nested
// (from host functions that run(argument) leads to): a trap ends the innermost. Needs installTrapHandlers.
//
// An exception that leaves the guest without being caught counts as the trap UncaughtException. It is in `exception` then, if that
// is not null, for the caller to look at, and to throw again (rt/exceptions/Throw.h) or to release (rt/exceptions/Storage.h).
bool callGuarded(void (*run)(void *), void *argument, TrapCode &code, abi::Exception **exception = nullptr);

}  // namespace wasmc::rt

// What libwasmc keeps for each of the program's threads. Signal handlers of libwasmc and calls into guests read the calling thread's, so
// it must be there from the thread's beginning, and reaching it must not allocate (the "initial exec" model).
#pragma once

#include "rt/core/Result.h"
#include "rt/core/ThreadState.h"
#include "rt/host/CallRecord.h"

namespace wasmc::rt {

struct HostThread : ThreadState {
  uint8_t *guestTop = nullptr;  // where on the guest stack the next call begins
  uint64_t stackSize = 0;       // of the guest stack, as asked for; 0: there is none
  uint64_t usualStackSize = 0;  // the same if a call enters it without further ado; else 0, also in functions of the host's
  uint64_t deadline = never;     // of its innermost call
  uint64_t watchTime = never;    // from when on the watchdog is to set the thread's timer for it
  uint64_t watchedTime = never;  // the watchdog's: for which it has done so
  bool isAttached = false;
  const void *hostBottom = nullptr;  // of the thread's own stack, where AddressSanitizer is to know of changes of the stack
  uint64_t hostSize = 0;
  bool isSanitized = false;        // AddressSanitizer is to know of changes of the stack (StackSwitch.h)
  bool isReminding = false;        // its timer is set
  int reminder = -1;               // the timer's number; -1: none
  uint8_t *signalStack = nullptr;  // the mapping of its own; null: the program's is used
  void *programsStack = nullptr;   // what was there before
  uint64_t programsStackSize = 0;
  int programsStackFlags = 0;
};

extern "C" {
extern constinit thread_local HostThread hostThread;
}

// Prepares the calling thread for calls into guests: it gets a stack for signal handlers, unless the program has given it one that is
// large enough, and lets the signals through that traps and interruptions raise. Undone when the thread ends, guest stack included.
// An error where the system gives too little. Harmless if it is.
Result<void> attachThread();

// Once, before any thread is attached: an error where the C library has no room for what happens at a thread's end.
Result<void> prepareAttaching();

// After a fork, in the child: the others do not exist here, but their stacks do, which are freed.
void forgetOtherThreads();

}  // namespace wasmc::rt

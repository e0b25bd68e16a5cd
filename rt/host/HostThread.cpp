#include "rt/host/HostThread.h"

#include "rt/core/Process.h"
#include "rt/host/HostMemory.h"
#include "rt/host/Interruption.h"
#include "rt/host/PosixThreads.h"
#include "rt/host/StackSwitch.h"
#include "rt/sys/linux/kill.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/mprotect.h"
#include "rt/sys/linux/sigaltstack.h"
#include "rt/sys/linux/sigprocmask.h"
#include "rt/sys/linux/timer.h"
#include "rt/threads/GuestStack.h"
#include "rt/traps/TrapHandlers.h"

#include <linux/auxvec.h>

namespace wasmc::rt {

namespace {

// Of a handler's own frames (rt/traps/TrapHandlers.cpp), beside the kernel's.
constexpr uint64_t handlerSize = 16 << 10;
// Of a stack of ours: the program's handlers run on it as well.
constexpr uint64_t ownStackSize = 64 << 10;
// What nothing may access below it: the largest page size of a supported kernel.
constexpr uint64_t guardSize = 64 << 10;

uint64_t neededStackSize() { return auxiliaryValue(AT_MINSIGSTKSZ, 4096) + handlerSize; }

Result<void> makeSignalStack(HostThread &thread) {
  Result<void *> mapping = sys::mmap(nullptr, guardSize + ownStackSize, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!mapping)
    return mapping.errorNumber();
  auto *begin = static_cast<uint8_t *>(*mapping);
  Result<void> done = sys::mprotect(begin + guardSize, ownStackSize, PROT_READ | PROT_WRITE);
  if (done)
    done = sys::sigaltstack({begin + guardSize, ownStackSize});
  if (done)
    thread.signalStack = begin;
  else
    (void)sys::munmap(begin, guardSize + ownStackSize);
  return done;
}

Result<void> prepareSignalStack(HostThread &thread) {
  Result<stack_t> present = sys::signalStack();
  if (!present)
    return present.errorNumber();
  const stack_t &stack = *present;
  if (!(stack.ss_flags & SS_DISABLE) && stack.ss_size >= neededStackSize())
    return {};
  thread.programsStack = stack.ss_sp;
  thread.programsStackSize = stack.ss_size;
  thread.programsStackFlags = stack.ss_flags;
  return makeSignalStack(thread);
}

// The program may have set another one meanwhile: that stays.
void restoreSignalStack(HostThread &thread) {
  if (!thread.signalStack)
    return;
  Result<stack_t> present = sys::signalStack();
  if (present && (*present).ss_sp == thread.signalStack + guardSize)
    (void)sys::setSignalStack({thread.programsStack, thread.programsStackFlags, thread.programsStackSize});
}

void releaseMemoryOf(HostThread &thread) {
  if (thread.stack.guardBegin)
    unmapGuestStack(thread.stack);
  if (thread.signalStack)
    (void)sys::munmap(thread.signalStack, guardSize + ownStackSize);
}

void detachThread(void *) {
  HostThread &thread = hostThread;
  delistThread(thread);
  if (thread.reminder >= 0)
    sys::deleteTimer(thread.reminder);
  restoreSignalStack(thread);
  releaseMemoryOf(thread);
  thread = {};
}

}  // namespace

Result<void> attachThread() {
  HostThread &thread = hostThread;
  if (thread.isAttached)
    return {};
  thread.id = sys::gettid();
  Result<void> done = prepareSignalStack(thread);
  if (done)
    done = sys::unblockSignals(trapSignalMask | uint64_t{1} << (interruptionSignal - 1));
  if (done)
    done = setThreadEnd(&thread);
  if (!done) {
    restoreSignalStack(thread);
    releaseMemoryOf(thread);
    thread.signalStack = nullptr;
    return done;
  }
  thread.isAttached = true;
  thread.isSanitized = isAddressSanitized();
  thread.reminder = createReminder(thread.id);
  enlistThread(thread);
  return {};
}

// What the C library keeps of the other threads it still has; timers are not inherited.
void forgetOtherThreads() {
  HostThread &own = hostThread;
  for (ThreadState *each = firstEnlistedThread(); each; each = each->next)
    if (each != &own)
      releaseMemoryOf(*static_cast<HostThread *>(each));
  keepOnlyThread(own.isAttached ? &own : nullptr);
  own.isReminding = false;
  if (!own.isAttached)
    return;
  own.id = sys::gettid();
  own.reminder = createReminder(own.id);
}

Result<void> prepareAttaching() { return onThreadEnd(detachThread); }

}  // namespace wasmc::rt

// What the runtime keeps for each thread, and how the running thread finds its own, in a signal handler, too.
//
// An executable has no C library, so the CPU's thread pointer (fs base, tpidr_el0) is ours. The first thread gets along without it
// until a second one may start, which keeps a system call out of every program's start. Where there is a C library this is different
// (rt/hosted).
#pragma once

#include "rt/abi/Gc.h"
#include "rt/core/StackBounds.h"

extern "C" {
// For new objects as long as there is one thread; generated code allocates from it.
extern wasmc::abi::AllocationRegion wasmc_gc_region;
}

namespace wasmc::abi {
struct Exception;
}  // namespace wasmc::abi

namespace wasmc::rt {

struct Landing;

// The guest frames that an exception has left, for the report of one that nobody catches: when that is known they may be gone, since
// handlers that do not want it have been asked (rt/exceptions/ThrowTrace.h). Not in memory that a collector searches: it would keep
// the exception.
struct ThrowTrace {
  static constexpr unsigned capacity = 32;  // as many as a report shows
  const abi::Exception *exception;          // that is thrown, or was; null: none
  uint64_t count;                           // of frames; those beyond capacity are not kept
  uint64_t frames[capacity];                // addresses inside their calls, the innermost first
  uint64_t stackPointer, function;          // of the last one, if it has the handler that the exception went to; else 0

  void add(uint64_t pc) {
    if (count < capacity)
      frames[count] = pc;
    ++count;
  }
};

// Where a thread is that is to stop, and has (rt/gc/World.h).
struct StoppedAt {
  bool isAsked;                   // to stop: it has not yet
  uint64_t frameBegin, frameEnd;  // what the kernel saved when it interrupted the thread, its registers among it
  uint64_t stackPointer;          // then
};

struct ThreadState {
  StackBounds stack = {};                            // that guest code runs on; all null before installTrapHandlers
  Landing *landing = nullptr;                        // where a trap is caught (rt/traps/Catch.h); null: it ends the process
  bool isInterrupted = false;                        // what it waits for is not worth waiting for: its guest is to end (rt/host)
  int id = 0;                                        // the kernel's; 0: the first thread, whose is the process's
  unsigned lockCount = 0;                            // how many it holds (Mutex.h)
  ThreadState *next = nullptr, *previous = nullptr;  // of those in the list of threads
  StoppedAt stopped = {};
  ThrowTrace trace = {};              // of what was thrown last
  abi::AllocationRegion region = {};  // for new objects, when there are several threads (rt/gc)
};

// What the thread pointer points to. Both CPUs' ABIs want thread-local variables right beside it: on x86-64 below, on AArch64 above
// these 16 bytes (rt/threads/ThreadLocals.h).
struct ThreadControlBlock {
  ThreadControlBlock *self;  // x86-64 reads its thread pointer through this word
  ThreadState *state;
};
static_assert(sizeof(ThreadControlBlock) == 16);

ThreadState &currentThread();

// Ends the process by a signal, whatever was done to its disposition: at once, or, in the signal's own handler, when that returns.
void dieBySignal(int signal);

// Whether another thread than the first may exist.
bool hasSeveralThreads();

// The list of threads that may run guest code: the first one from prepareForThreads() on; each other enlists itself before, and
// delists itself after it does. Both wait while someone has the list locked.
void enlistThread(ThreadState &thread);
void delistThread(ThreadState &thread);
// The first thread of the list, for who has it locked.
ThreadState *lockThreads();
void unlockThreads();
ThreadState *firstEnlistedThread();
// For who has it locked: from now on the list has this thread alone, or none.
void keepOnlyThread(ThreadState *thread);

// To be called before the first start of a thread, and harmless at others: sets the first thread's pointer, to a control block of
// the runtime's own, or to `block`, whose state it fills in.
void prepareForThreads(ThreadControlBlock *block = nullptr);
// What it does besides: the list begins with this thread.
void beginThreadList(ThreadState &first);

}  // namespace wasmc::rt

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

namespace wasmc::rt {

struct Landing;
struct ThrowTrace;

// Where a thread is that has been stopped (rt/gc/World.h).
struct StoppedAt {
  uint32_t round;                 // in which stop; 0: in none
  uint64_t frameBegin, frameEnd;  // what the kernel saved when it interrupted the thread, its registers among it
  uint64_t stackPointer;          // then
};

struct ThreadState {
  StackBounds stack = {};                            // that guest code runs on; all null before installTrapHandlers
  Landing *landing = nullptr;                        // where a trap is caught (rt/traps/Catch.h); null: it ends the process
  ThrowTrace *trace = nullptr;                       // of what was thrown last (rt/exceptions); null before
  bool isInterrupted = false;                        // what it waits for is not worth waiting for: its guest is to end (rt/host)
  int id = 0;                                        // the kernel's; 0: the first thread, whose is the process's
  ThreadState *next = nullptr, *previous = nullptr;  // of those in the list of threads
  StoppedAt stopped = {};
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

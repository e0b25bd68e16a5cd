// In place of threads/Thread.cpp: threads are the C library's, each on a guest stack, so that AddressSanitizer knows the stack too.
#include "rt/threads/Thread.h"

#include "rt/core/Message.h"
#include "rt/core/ThreadState.h"
#include "rt/core/Waiting.h"
#include "rt/hosted/HostedThread.h"
#include "rt/sys/linux/futex.h"
#include "rt/sys/linux/kill.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/sigaltstack.h"
#include "rt/threads/GuestStack.h"

namespace wasmc::rt {

class Thread {
public:
  static Result<Thread *> start(void (*run)(void *), void *argument);
  void join();
  bool joinEnded();

private:
  static void *enter(void *thread);
  void release();

  StackBounds stack;
  void (*run)(void *);
  void *argument;
  HostedThread hosted;
  alignas(16) uint8_t signalStack[65536];
};

void *Thread::enter(void *argument) {
  auto *thread = static_cast<Thread *>(argument);
  ThreadState &own = currentThread();
  own = {.stack = thread->stack, .id = sys::gettid()};
  if (Result<void> done = sys::sigaltstack(thread->signalStack); !done)
    internalError("cannot set up a thread's signal stack: error ", Decimal(done.errorNumber().code));
  enlistThread(own);
  thread->run(thread->argument);
  delistThread(own);
  return nullptr;
}

Result<Thread *> Thread::start(void (*run)(void *), void *argument) {
  Result<StackBounds> stack = mapGuestStack();
  if (!stack)
    return stack.errorNumber();
  Result<void *> memory = sys::mmap(nullptr, sizeof(Thread), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!memory) {
    unmapGuestStack(*stack);
    return memory.errorNumber();
  }
  auto *thread = static_cast<Thread *>(*memory);
  thread->stack = *stack;
  thread->run = run;
  thread->argument = argument;
  prepareForThreads();
  if (Result<void> done = startHostedThread(thread->hosted, *stack, enter, thread); !done) {
    thread->release();
    return done.errorNumber();
  }
  return thread;
}

void Thread::join() {
  joinHostedThread(hosted);
  release();
}

bool Thread::joinEnded() {
  bool hasEnded = joinEndedHostedThread(hosted);
  if (hasEnded)
    release();
  return hasEnded;
}

void Thread::release() {
  unmapGuestStack(stack);
  (void)sys::munmap(this, sizeof(Thread));
}

Result<Thread *> startThread(void (*run)(void *), void *argument) { return Thread::start(run, argument); }

void joinThread(Thread *thread) { thread->join(); }

bool joinEndedThread(Thread *thread) { return thread->joinEnded(); }

void blockThread(const uint32_t *word, uint32_t expected) { (void)sys::futexWait(word, expected, sys::FutexScope::Process); }

void wakeThreads(const uint32_t *word, uint32_t count) { sys::futexWake(word, count); }

}  // namespace wasmc::rt

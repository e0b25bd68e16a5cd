#include "rt/threads/Thread.h"

#include "rt/core/Message.h"
#include "rt/core/ThreadState.h"
#include "rt/sys/linux/cloneThread.h"
#include "rt/sys/linux/futex.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/sigaltstack.h"
#include "rt/threads/GuestStack.h"

namespace wasmc::rt {

class Thread {
public:
  static Result<Thread *> start(void (*run)(void *), void *argument);
  void join();

private:
  [[noreturn]] static void enter(void *thread);

  ThreadState record;
  void (*run)(void *);
  void *argument;
  uint32_t id;                             // the kernel's; 0 when the thread has ended
  alignas(16) uint8_t signalStack[65536];  // as the first thread's (rt/traps/TrapHandlers.cpp)
};

// Nothing that needs the thread's state runs before the kernel has set the thread pointer, which it does at once.
void Thread::enter(void *argument) {
  auto *thread = static_cast<Thread *>(argument);
  if (Result<void> done = sys::sigaltstack(thread->signalStack); !done)
    internalError("cannot set up a thread's signal stack: error ", Decimal(done.errorNumber().code));
  thread->run(thread->argument);
  sys::exitThread();
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
  thread->record = {.self = &thread->record, .stack = *stack};
  thread->run = run;
  thread->argument = argument;
  prepareForThreads();
  if (Result<void> done = sys::cloneThread((*stack).top, &thread->id, &thread->record, enter, thread); !done) {
    unmapGuestStack(*stack);
    (void)sys::munmap(thread, sizeof(Thread));
    return done.errorNumber();
  }
  return thread;
}

void Thread::join() {
  while (uint32_t running = __atomic_load_n(&id, __ATOMIC_ACQUIRE))
    (void)sys::futexWait(&id, running, sys::FutexScope::Kernel);
  unmapGuestStack(record.stack);
  (void)sys::munmap(this, sizeof(Thread));
}

Result<Thread *> startThread(void (*run)(void *), void *argument) { return Thread::start(run, argument); }

void joinThread(Thread *thread) { thread->join(); }

}  // namespace wasmc::rt

#include "rt/threads/Thread.h"

#include "rt/core/Message.h"
#include "rt/core/ThreadState.h"
#include "rt/core/Waiting.h"
#include "rt/sys/linux/cloneThread.h"
#include "rt/sys/linux/futex.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/sigaltstack.h"
#include "rt/threads/GuestStack.h"
#include "rt/threads/ThreadLocals.h"

namespace wasmc::rt {

class Thread {
public:
  static Result<Thread *> start(void (*run)(void *), void *argument);
  void join();
  bool hasEnded() const { return __atomic_load_n(&id, __ATOMIC_ACQUIRE) == 0; }
  void release();

private:
  [[noreturn]] static void enter(void *thread);

  ThreadState record;
  void (*run)(void *);
  void *argument;
  uint32_t id;                             // the kernel's; 0 when the thread has ended
  size_t size;                             // of this object and the block behind it
  alignas(16) uint8_t signalStack[65536];  // as the first thread's (rt/traps/TrapHandlers.cpp)
};

// Nothing that needs the thread's state runs before the kernel has set the thread pointer, which it does at once.
void Thread::enter(void *argument) {
  auto *thread = static_cast<Thread *>(argument);
  thread->record.id = static_cast<int>(thread->id);
  if (Result<void> done = sys::sigaltstack(thread->signalStack); !done)
    internalError("cannot set up a thread's signal stack: error ", Decimal(done.errorNumber().code));
  enlistThread(thread->record);
  thread->run(thread->argument);
  delistThread(thread->record);
  sys::exitThread();
}

Result<Thread *> Thread::start(void (*run)(void *), void *argument) {
  Result<StackBounds> stack = mapGuestStack();
  if (!stack)
    return stack.errorNumber();
  size_t size = sizeof(Thread) + threadBlockSize();
  Result<void *> memory = sys::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
  if (!memory) {
    unmapGuestStack(*stack);
    return memory.errorNumber();
  }
  auto *thread = static_cast<Thread *>(*memory);
  thread->record = {.stack = *stack};
  thread->run = run;
  thread->argument = argument;
  thread->size = size;
  prepareForThreads();
  ThreadControlBlock *block = makeThreadBlock(reinterpret_cast<uint8_t *>(thread + 1), thread->record);
  if (Result<void> done = sys::cloneThread((*stack).top, &thread->id, block, enter, thread); !done) {
    thread->release();
    return done.errorNumber();
  }
  return thread;
}

void Thread::join() {
  while (uint32_t running = __atomic_load_n(&id, __ATOMIC_ACQUIRE))
    (void)sys::futexWait(&id, running, sys::FutexScope::Kernel);
  release();
}

void Thread::release() {
  unmapGuestStack(record.stack);
  (void)sys::munmap(this, size);
}

Result<Thread *> startThread(void (*run)(void *), void *argument) { return Thread::start(run, argument); }

void joinThread(Thread *thread) { thread->join(); }

bool joinEndedThread(Thread *thread) {
  if (!thread->hasEnded())
    return false;
  thread->release();
  return true;
}

void blockThread(const uint32_t *word, uint32_t expected) { (void)sys::futexWait(word, expected, sys::FutexScope::Process); }

void wakeThreads(const uint32_t *word, uint32_t count) { sys::futexWake(word, count); }

}  // namespace wasmc::rt

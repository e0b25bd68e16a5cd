#include "rt/gc/World.h"

#include "rt/core/Allocator.h"
#include "rt/core/Message.h"
#include "rt/core/Mutex.h"
#include "rt/core/Process.h"
#include "rt/core/ThreadState.h"
#include "rt/core/Waiting.h"
#include "rt/sys/linux/kill.h"
#include "rt/sys/linux/sigprocmask.h"
#include "rt/traps/SignalActions.h"
#include "rt/traps/TrapSignals.h"

namespace wasmc::rt::gc {

namespace {

// By default nothing happens when it comes (signal(7)). One that someone else sends to a thread that is not asked to stop does what it
// would do without us; to one that is, it stands for ours, which the kernel may have dropped because of it.
constexpr int stopSignal = SIGURG;

// What a function may use below its stack pointer (System V ABI, AMD64 supplement, 3.2.2); AArch64 has nothing of the kind.
constexpr uint64_t redZone = 128;

uint32_t round = 0;    // of stops; odd while the world is stopped
uint32_t running = 0;  // how many threads have not stopped yet

// On the thread's signal stack, below everything that the kernel saved there.
WASMC_SIGNAL_HANDLER void handleStop(int signal, siginfo_t *info, void *argument) {
  sys::beginSignalHandler();
  const auto &context = *static_cast<const ucontext *>(argument);
  StoppedAt &stopped = currentThread().stopped;
  if (!__atomic_load_n(&stopped.isAsked, __ATOMIC_ACQUIRE))
    return handOn(signal, info, argument);
  uint32_t current = __atomic_load_n(&round, __ATOMIC_ACQUIRE);
  stopped = {.isAsked = false,
             .frameBegin = reinterpret_cast<uint64_t>(__builtin_frame_address(0)) & ~uint64_t{7},
             .frameEnd = reinterpret_cast<uint64_t>(context.uc_stack.ss_sp) + context.uc_stack.ss_size,
             .stackPointer = interruptedRegisters(context).sp()};
  if (__atomic_sub_fetch(&running, 1, __ATOMIC_ACQ_REL) == 0)
    wakeWaiters(&running, 1);
  while (__atomic_load_n(&round, __ATOMIC_ACQUIRE) == current)
    waitForChange(&round, current);
}

}  // namespace

Result<void> prepareWorld() {
  Result<void> done = installHandler(stopSignal, handleStop, 0, SA_RESTART);
  return done ? sys::unblockSignal(stopSignal) : done;
}

// With the list of threads locked none ends before it has stopped.
void stopWorld() {
  if (!hasSeveralThreads())
    return;
  ThreadState &own = currentThread();
  ThreadState *threads = lockThreads();
  uint32_t others = 0;
  for (ThreadState *thread = threads; thread; thread = thread->next)
    others += thread != &own;
  __atomic_store_n(&running, others, __ATOMIC_RELEASE);
  __atomic_add_fetch(&round, 1, __ATOMIC_ACQ_REL);
  int process = rt::process().id;
  for (ThreadState *thread = threads; thread; thread = thread->next) {
    if (thread == &own)
      continue;
    __atomic_store_n(&thread->stopped.isAsked, true, __ATOMIC_RELEASE);
    if (Result<void> done = sys::signalThread(process, thread->id ? thread->id : process, stopSignal); !done)
      internalError("cannot stop a thread: error ", Decimal(done.errorNumber().code));
  }
  while (uint32_t left = __atomic_load_n(&running, __ATOMIC_ACQUIRE))
    waitForChange(&running, left);
}

void resumeWorld() {
  if (!hasSeveralThreads())
    return;
  __atomic_add_fetch(&round, 1, __ATOMIC_ACQ_REL);
  wakeWaiters(&round, INT32_MAX);
  unlockThreads();
}

namespace {

// A thread that was interrupted elsewhere, in another signal's handler, may still hold all of its guest stack.
void markThread(Marker &marker, const ThreadState &thread) {
  auto begin = reinterpret_cast<uint64_t>(thread.stack.guardEnd), end = reinterpret_cast<uint64_t>(thread.stack.top);
  uint64_t pointer = (thread.stopped.stackPointer - redZone) & ~uint64_t{7};
  marker.addPossibleRange(pointer > begin && pointer < end ? pointer : begin, end);
  marker.addPossibleRange(thread.stopped.frameBegin, thread.stopped.frameEnd & ~uint64_t{7});
}

template <typename Visit> void forEachThread(Visit visit) {
  ThreadState *thread = &currentThread();
  while (thread->previous)
    thread = thread->previous;
  for (; thread; thread = thread->next)
    visit(*thread);
}

}  // namespace

void markWorld(Marker &marker) {
  const ThreadState &own = currentThread();
  forEachThread([&](const ThreadState &thread) {
    if (&thread != &own)
      markThread(marker, thread);
  });
  forEachAllocatedRange([&](const uint8_t *begin, const uint8_t *end) {
    marker.addPossibleRange(reinterpret_cast<uint64_t>(begin), reinterpret_cast<uint64_t>(end));
  });
}

// Generated code looks into the heap's own one by itself: it has room in it only while there is one thread.
abi::AllocationRegion &currentRegion(abi::AllocationRegion &heaps) { return hasSeveralThreads() ? currentThread().region : heaps; }

void forgetRegions(abi::AllocationRegion &heaps) {
  heaps = {};
  forEachThread([](ThreadState &thread) { thread.region = {}; });
}

}  // namespace wasmc::rt::gc

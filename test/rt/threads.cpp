// Threads: each finds its own state; locks, growing memories, waiting and notifying between them.
//
// RUN: %rtcc-x86_64 %s -o %t && %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/abi/Builtins.h"
#include "rt/core/Clock.h"
#include "rt/core/Mutex.h"
#include "rt/core/ThreadState.h"
#include "rt/sys/linux/schedYield.h"
#include "rt/threads/GuestStack.h"
#include "rt/threads/Thread.h"
#include "test/rt/Expect.h"

namespace wasmc::rt {
namespace {

constexpr unsigned threadCount = 4;
constexpr uint64_t millisecond = 1'000'000;
constexpr uint64_t forEver = UINT64_MAX;

abi::Memory memory;
const abi::MemoryDesc memories[] = {{&memory, 1, 1000, 0, 0}};

// Runs f(number) on threads of their own, numbered from 0.
template <typename Function> void onThreads(Function f) {
  struct Task {
    Function *function;
    unsigned number;
  } tasks[threadCount];
  Thread *threads[threadCount];
  for (unsigned i = 0; i < threadCount; ++i) {
    tasks[i] = {&f, i};
    Result<Thread *> started =
        startThread([](void *task) { (*static_cast<Task *>(task)->function)(static_cast<Task *>(task)->number); }, &tasks[i]);
    expect(started.ok(), "a thread starts");
    threads[i] = *started;
  }
  for (Thread *thread : threads)
    joinThread(thread);
}

void testStates() {
  expect(!hasSeveralThreads(), "alone at first");
  ThreadState *first = &currentThread(), *states[threadCount];
  StackBounds firstStack = first->stack;
  bool isOnOwnStack[threadCount];
  onThreads([&](unsigned number) {
    ThreadState &own = currentThread();
    auto *here = reinterpret_cast<uint8_t *>(__builtin_frame_address(0));
    isOnOwnStack[number] = here >= own.stack.guardEnd && here < own.stack.top;
    states[number] = &own;
    static unsigned arrived;  // all are alive at the same time
    for (__atomic_fetch_add(&arrived, 1, __ATOMIC_SEQ_CST); __atomic_load_n(&arrived, __ATOMIC_SEQ_CST) < threadCount;)
      (void)sys::schedYield();
  });
  for (unsigned i = 0; i < threadCount; ++i) {
    expect(isOnOwnStack[i] && states[i] != first, "a thread runs on the stack that its state names");
    for (unsigned k = 0; k < i; ++k)
      expect(states[i] != states[k], "each thread has a state of its own");
  }
  expect(&currentThread() == first && first->stack.top == firstStack.top, "the first thread keeps its state");
}

void testMutex() {
  static Mutex mutex;
  static volatile uint64_t count;
  onThreads([](unsigned) {
    for (unsigned i = 0; i < 20000; ++i) {
      Lock lock(mutex);
      count = count + 1;
    }
  });
  expect(count == threadCount * 20000, "one at a time");
}

void testGrowth() {
  static uint8_t seen[1000];
  onThreads([](unsigned) {
    for (unsigned i = 0; i < 200; ++i) {
      uint64_t previous = abi::wasmc_memory_grow(&memory, 1);
      expect(previous < 1000 && !__atomic_exchange_n(&seen[previous], 1, __ATOMIC_SEQ_CST), "no page is granted twice");
      memory.base[previous * abi::wasmPageSize] = 1;
    }
  });
  expect(memory.size == (1 + threadCount * 200) * abi::wasmPageSize, "all growth counts");
}

uint64_t now() { return *clockTime(CLOCK_MONOTONIC); }

void testWithoutPartner() {
  static uint32_t word = 5;
  static uint64_t longWord = uint64_t{1} << 32;
  expect(abi::wasmc_memory_wait32(&word, 6, forEver) == 1, "another value");
  expect(abi::wasmc_memory_wait64(&longWord, 0, forEver) == 1, "another value in the upper half");
  expect(abi::wasmc_memory_wait32(&word, 5, 0) == 2, "no time at all");
  uint64_t start = now();
  expect(abi::wasmc_memory_wait64(&longWord, longWord, 20 * millisecond) == 2 && now() - start >= 20 * millisecond, "some time");
  expect(abi::wasmc_memory_notify(&word, UINT32_MAX) == 0, "nobody waits");
}

// Until so many have been woken.
void notifyAll(void *address, uint32_t count) {
  while (count > 0) {
    count -= abi::wasmc_memory_notify(address, count);
    (void)sys::schedYield();
  }
}

void testNotify() {
  static uint32_t word;
  static uint64_t longWord;
  static unsigned woken;
  onThreads([](unsigned number) {
    if (number == 0) {
      notifyAll(&word, 1);  // of the two that wait for it
      notifyAll(&longWord, 1);
      notifyAll(&word, 1);
      expect(abi::wasmc_memory_notify(&word, UINT32_MAX) == 0, "each is woken once");
      return;
    }
    uint32_t answer = number == 1 ? abi::wasmc_memory_wait64(&longWord, 0, forEver)
                                  : abi::wasmc_memory_wait32(&word, 0, number == 2 ? forEver : 3600'000 * millisecond);
    expect(answer == 0, "notified");
    __atomic_fetch_add(&woken, 1, __ATOMIC_SEQ_CST);
  });
  expect(woken == threadCount - 1, "all waiters end");
}

// Threads take turns at a counter: a notification that got lost would stop them.
void testTurns() {
  static uint32_t turn;
  onThreads([](unsigned number) {
    for (uint32_t round = 0; round < 500; ++round) {
      uint32_t mine = round * threadCount + number;
      for (uint32_t seen; (seen = __atomic_load_n(&turn, __ATOMIC_SEQ_CST)) != mine;)
        (void)abi::wasmc_memory_wait32(&turn, seen, forEver);
      __atomic_store_n(&turn, mine + 1, __ATOMIC_SEQ_CST);
      (void)abi::wasmc_memory_notify(&turn, UINT32_MAX);
    }
  });
  expect(turn == 500 * threadCount, "every turn was taken");
}

// Waiting that ends by itself races with being notified: each notification counts exactly once.
void testTimeouts() {
  static uint32_t word, ended, notified, counted;
  onThreads([](unsigned number) {
    if (number == 0) {
      while (__atomic_load_n(&ended, __ATOMIC_SEQ_CST) < threadCount - 1)
        counted += abi::wasmc_memory_notify(&word, 1);
      return;
    }
    for (unsigned i = 0; i < 300; ++i)
      if (abi::wasmc_memory_wait32(&word, 0, 1000 * (i % 50)) == 0)
        __atomic_fetch_add(&notified, 1, __ATOMIC_SEQ_CST);
    __atomic_fetch_add(&ended, 1, __ATOMIC_SEQ_CST);
  });
  expect(counted == notified, "what notify counts is what waiters report");
}

void run() {
  testWithoutPartner();
  testStates();
  testMutex();
  testGrowth();
  testNotify();
  testTurns();
  testTimeouts();
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run, {.memories = wasmc::rt::memories});

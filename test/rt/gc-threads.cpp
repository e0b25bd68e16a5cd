// A thread is stopped for a collection wherever it is, also where whoever started the process has blocked the signal for that. The same
// signal from elsewhere, to whichever thread and at whatever time, stops nobody.
//
// RUN: %rtcc-x86_64 %s -o %t && timeout 60 %t 2>&1 | FileCheck %s
// RUN: %rtcc-aarch64 %s -o %t.arm && timeout 120 %qemu-aarch64 %t.arm 2>&1 | FileCheck %s
#include "rt/core/ThreadState.h"
#include "rt/gc/ProgramHeap.h"
#include "rt/sys/linux/schedYield.h"
#include "rt/sys/linux/sigprocmask.h"
#include "rt/threads/Thread.h"
#include "test/rt/Expect.h"

#include <linux/prctl.h>

namespace wasmc::rt {
namespace {

constexpr uint32_t numberType = 1;
constexpr abi::ObjectShape shapes[] = {{}, {16, 0, abi::ObjectKind::Struct, 0, 0}};

constexpr int stopSignal = SIGURG;
constexpr unsigned rounds = 400;

struct Number {
  abi::ObjectHeader header;
  uint64_t number;
};

unsigned running = 0;
bool isOver = false;

[[gnu::noinline]] Number *newNumber(uint64_t number) {
  auto *object = static_cast<Number *>(gc::allocate(sizeof(Number), {numberType, 0}));
  expect(object, "there is room");
  object->number = number;
  return object;
}

// qemu-user gives a new thread the mask that its parent has while a signal is on its way to that, with all blocked: so no signal is
// sent before all threads run.
void awaitThreads() {
  while (__atomic_load_n(&running, __ATOMIC_ACQUIRE) < 2)
    (void)sys::schedYield();
}

void allocateAlways(void *) {
  __atomic_add_fetch(&running, 1, __ATOMIC_RELEASE);
  awaitThreads();
  for (uint64_t i = 0; !__atomic_load_n(&isOver, __ATOMIC_ACQUIRE); ++i) {
    Number *number = newNumber(i);
    newNumber(0);
    expect(number->number == i, "an object of a thread's stays");
  }
}

// Another process sends the signal, which no collection stops, until one of the two ends.
int startSignalling() {
  int target = process().id;
  Result<int> child = sys::syscall<int>(__NR_clone, SIGCHLD, 0, 0, 0, 0);
  expect(child.ok(), "a process starts");
  if (*child != 0)
    return *child;
  (void)sys::syscall<void>(__NR_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  while (sys::syscall<void>(__NR_kill, target, stopSignal).ok())
    ;
  exitProcess(0);
}

void run() {
  sys::exchangeBlockedSignals(uint64_t{1} << (stopSignal - 1));
  expect(gc::bringUpHeap({uint64_t{64} << 20, /*isStressed=*/true}).ok(), "the heap comes up");
  Result<Thread *> one = startThread(allocateAlways, nullptr), other = startThread(allocateAlways, nullptr);
  expect(one.ok() && other.ok(), "threads start");
  awaitThreads();
  int signalling = startSignalling();
  for (unsigned i = 0; i < rounds; ++i)
    gc::collect();
  __atomic_store_n(&isOver, true, __ATOMIC_RELEASE);
  joinThread(*one);
  joinThread(*other);
  (void)sys::syscall<void>(__NR_kill, signalling, SIGKILL);
  // CHECK: all held
  writeMessage("all held");
}

}  // namespace
}  // namespace wasmc::rt

extern "C" const wasmc::abi::ObjectTypes wasmc_object_types;
const wasmc::abi::ObjectTypes wasmc_object_types = {wasmc::rt::shapes, nullptr, nullptr};
const wasmc::abi::Program wasmc_program = wasmc::rt::testProgram(wasmc::rt::run);

// thread-spawn: a new thread with an instance of its own (wasi-threads, "Detailed design discussion").
//
// Nobody joins these threads: what belonged to one is freed when another is spawned after its end, so a program has the memory of
// as many as it ever ran at once.
#include "rt/wasi/threads/ThreadSpawn.h"

#include "rt/core/Mutex.h"
#include "rt/core/Span.h"
#include "rt/threads/Thread.h"

// Defined by generated code.
extern "C" [[gnu::visibility("hidden")]] const wasmc::abi::Program wasmc_program;

namespace wasmc::rt::wasi {

namespace {

// What a guest can make the system hold: each thread has a stack, a task in the kernel and an instance.
constexpr uint32_t maxThreads = 1024;

// A slot's threads have different numbers, so that one which has just ended is not taken for the next. Numbers reach from 1 to
// 2^29 - 1: wasi-libc keeps flags in the bits above them.
constexpr uint32_t maxGenerations = (uint32_t{1} << 29) / maxThreads - 1;

struct Slot {
  Thread *thread;  // null: free
  uint32_t generation;
  uint32_t argument;
};

Mutex spawning;
Slot slots[maxThreads];
uint32_t usedSlots;  // those behind were never used

uint32_t numberOf(const Slot &slot) { return slot.generation * maxThreads + static_cast<uint32_t>(&slot - slots) + 1; }

void run(void *argument) {
  Slot &slot = *static_cast<Slot *>(argument);
  wasmc_program.runThread(numberOf(slot), slot.argument);
}

void freeEnded() {
  for (Slot &slot : Span(slots, usedSlots))
    if (slot.thread && joinEndedThread(slot.thread))
      slot.thread = nullptr;
}

// Null when as many threads run as may.
Slot *freeSlot() {
  for (Slot &slot : Span(slots, usedSlots))
    if (!slot.thread)
      return &slot;
  return usedSlots < maxThreads ? &slots[usedSlots++] : nullptr;
}

}  // namespace

uint32_t threadSpawn(abi::Memory *, uint32_t argument) {
  constexpr auto failed = static_cast<uint32_t>(-1);  // any negative number; this one is wasmtime's
  Lock lock(spawning);
  freeEnded();
  Slot *slot = freeSlot();
  if (!slot)
    return failed;
  slot->generation = (slot->generation + 1) % maxGenerations;
  slot->argument = argument;
  Result<Thread *> started = startThread(run, slot);
  if (!started)
    return failed;
  slot->thread = *started;
  return numberOf(*slot);
}

}  // namespace wasmc::rt::wasi

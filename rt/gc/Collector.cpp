#include "rt/gc/Collector.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Allocator.h"
#include "rt/core/Clock.h"
#include "rt/core/HeapLimit.h"
#include "rt/core/Message.h"
#include "rt/core/Mutex.h"
#include "rt/gc/Heap.h"
#include "rt/gc/Marker.h"
#include "rt/gc/World.h"
#include "rt/unwind/Registers.h"

extern "C" {
// Brings the heap up; rt/start calls it. Here, so that exactly the executables that allocate have it.
void wasmc_gc_start(uint64_t limit, bool isStressed) {
  using namespace wasmc::rt;
  if (Result<void> done = gc::bringUpHeap({limit, isStressed}); !done)
    fatalError("cannot reserve address space for the heap: error ", Decimal(done.errorNumber().code));
}
}

namespace wasmc::rt::gc {

namespace {

// So much is allocated before a collection, if the live objects are not more: collecting then costs a bounded part of the time.
constexpr uint64_t leastBudget = uint64_t{32} << 20;

constinit Heap heap;
constinit Marker marker(heap);
WASMC_PROCESS_MUTEX Mutex mutex;
constinit abi::RootSet *rootSets = nullptr;
constinit Statistics counted = {};
uint64_t budget = leastBudget;
bool isStressed = false;
constinit abi::AllocationRegion stressedRegion = {};

// Where the calling thread allocates. Generated code looks into wasmc_gc_region by itself: it has room in it only while that is right.
abi::AllocationRegion &currentRegion() {
  if (isStressed)
    return stressedRegion;
  return hasSeveralThreads() ? currentThread().region : wasmc_gc_region;
}

void *takeFrom(abi::AllocationRegion &region, uint64_t size) {
  if (size > static_cast<uint64_t>(region.limit - region.next))
    return nullptr;
  void *object = region.next;
  region.next += size;
  return object;
}

void *take(uint64_t size) {
  if (size > Heap::maxMediumSize)
    return heap.allocateLarge(size);
  abi::AllocationRegion &region = currentRegion();
  if (void *object = takeFrom(region, size))
    return object;
  if (size > lineSize)
    return heap.allocateMedium(size);
  return heap.renew(region) ? takeFrom(region, size) : nullptr;
}

void markRoots(const abi::RootSet &set) {
  for (const abi::RootRange &range : Span(set.ranges, set.count)) {
    Span<const void *const> slots(range.slots, range.currentCount ? *range.currentCount : range.count);
    if (range.table)
      slots = {range.table->elements, range.table->size};
    for (const void *slot : slots) {
      auto word = reinterpret_cast<uint64_t>(slot);
      if (range.isMixed)
        marker.addPossibleReference(word);
      else
        marker.addReference(word);
    }
  }
}

// From the caller's frame on: a stack that is not the thread's guest stack has no references that the guest could still use.
[[gnu::noinline]] void markOwnStack() {
  const StackBounds &stack = currentThread().stack;
  auto *here = static_cast<uint8_t *>(__builtin_frame_address(0));
  if (here >= stack.guardEnd && here < stack.top)
    marker.addPossibleRange(reinterpret_cast<uint64_t>(here), reinterpret_cast<uint64_t>(stack.top));
}

uint64_t now() {
  Result<uint64_t> time = clockTime(CLOCK_MONOTONIC);
  return time ? *time : 0;
}

// With the lock. The registers that calls preserve are in this function's frame from the start: others hold nothing of a caller's. All
// of them: one that the runtime leaves alone (AArch64's x28) may be a local of the guest's.
[[gnu::noinline]] void collectLocked() {
  Registers registers = {};
  captureRegisters(registers);
  uint64_t start = now();
  stopWorld();
  markOwnStack();
  markOtherThreads(marker);
  for (const abi::RootSet *set = rootSets; set; set = set->next)
    markRoots(*set);
  forEachAllocatedRange([](const uint8_t *begin, const uint8_t *end) {
    marker.addPossibleRange(reinterpret_cast<uint64_t>(begin), reinterpret_cast<uint64_t>(end));
  });
  marker.run();
  forgetRegions();
  stressedRegion = {};
  heap.sweep();
  if (isStressed)
    heap.poisonFree();
  resumeWorld();
  budget = heap.live() > leastBudget ? heap.live() : leastBudget;
  uint64_t pause = now() - start;
  counted = {.collections = counted.collections + 1,
             .pauses = counted.pauses + pause,
             .longestPause = pause > counted.longestPause ? pause : counted.longestPause,
             .live = heap.live()};
}

// With so little left the next collections would follow one another at once, and take all the time.
bool isAlmostFull() { return heap.limit() - heap.live() < heap.limit() / 64; }

}  // namespace

Result<void> bringUpHeap(const Settings &settings) {
  isStressed = settings.isStressed;
  if (Result<void> done = prepareWorld(); !done)
    return done;
  if (Result<void> done = marker.reserve(); !done)
    return done;
  return heap.reserve(heapLimit(settings.limit));
}

void *allocate(uint64_t size, abi::ObjectHeader header) {
  Lock lock(mutex);
  bool isDue = isStressed || heap.allocated() > budget;
  if (isDue)
    collectLocked();
  void *object = take(size);
  if (!object && !isDue) {
    collectLocked();
    if (!isAlmostFull())
      object = take(size);
  }
  if (object)
    *static_cast<abi::ObjectHeader *>(object) = header;
  return object;
}

void addRoots(abi::RootSet &roots) {
  Lock lock(mutex);
  roots.previous = nullptr;
  roots.next = rootSets;
  if (rootSets)
    rootSets->previous = &roots;
  rootSets = &roots;
}

void removeRoots(abi::RootSet &roots) {
  if (!roots.ranges)  // of an instance that was never initialised
    return;
  Lock lock(mutex);
  if (roots.next)
    roots.next->previous = roots.previous;
  (roots.previous ? roots.previous->next : rootSets) = roots.next;
}

void collect() {
  Lock lock(mutex);
  collectLocked();
}

Statistics statistics() {
  Lock lock(mutex);
  return counted;
}

}  // namespace wasmc::rt::gc

wasmc::abi::Ptr wasmc::abi::wasmc_gc_allocate(I64 size, I64 header) {
  return rt::gc::allocate(size, __builtin_bit_cast(ObjectHeader, header));
}

void wasmc::abi::wasmc_gc_add_roots(Ptr roots) { rt::gc::addRoots(*static_cast<RootSet *>(roots)); }

void wasmc::abi::wasmc_gc_remove_roots(Ptr roots) { rt::gc::removeRoots(*static_cast<RootSet *>(roots)); }

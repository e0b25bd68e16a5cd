#include "rt/gc/Collector.h"

#include "rt/core/Clock.h"
#include "rt/core/HeapLimit.h"
#include "rt/gc/World.h"
#include "rt/memory/Reservation.h"
#include "rt/unwind/Registers.h"

#include <linux/mman.h>

namespace wasmc::rt::gc {

namespace {

constexpr size_t markStackSize = 128 * 1024;  // objects

void *takeFrom(abi::AllocationRegion &region, uint64_t size) {
  if (size > static_cast<uint64_t>(region.limit - region.next))
    return nullptr;
  void *object = region.next;
  region.next += size;
  return object;
}

// From the caller's frame on: a stack that is not the thread's guest stack has no references that the guest could still use.
[[gnu::noinline]] void markOwnStack(Marker &marker) {
  const StackBounds &stack = currentThread().stack;
  auto *here = static_cast<uint8_t *>(__builtin_frame_address(0));
  if (here >= stack.guardEnd && here < stack.top)
    marker.addPossibleRange(reinterpret_cast<uint64_t>(here), reinterpret_cast<uint64_t>(stack.top));
}

uint64_t now() {
  Result<uint64_t> time = clockTime(CLOCK_MONOTONIC);
  return time ? *time : 0;
}

}  // namespace

Result<void> Collector::bringUp(const Settings &wanted, const abi::ObjectTypes &types, abi::AllocationRegion &own) {
  Result<Span<uint8_t>> stack = reserve(markStackSize * sizeof(Object *), PROT_READ | PROT_WRITE);
  if (!stack)
    return stack.errorNumber();
  if (Result<void> done = heap.reserve(heapLimit(wanted.limit), types); !done) {
    unreserve(*stack);
    return done;
  }
  markStack = {reinterpret_cast<Object **>((*stack).data()), markStackSize};
  region = &own;
  settings = wanted;
  budget = settings.leastBudget;
  return {};
}

void *Collector::take(uint64_t size) {
  if (size > Heap::maxMediumSize)
    return heap.allocateLarge(size);
  abi::AllocationRegion &from = settings.isStressed ? stressedRegion : currentRegion(*region);
  if (void *object = takeFrom(from, size))
    return object;
  if (size > lineSize)
    return heap.allocateMedium(size);
  return heap.renew(from) ? takeFrom(from, size) : nullptr;
}

void Collector::markRoots(Marker &marker) const {
  for (const abi::RootSet *set = rootSets; set; set = set->next)
    for (const abi::RootRange &range : Span(set->ranges, set->count)) {
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

// With the lock. The registers that calls preserve are in this function's frame from the start: others hold nothing of a caller's. All
// of them: one that the runtime leaves alone (AArch64's x28) may be a local of the guest's.
[[gnu::noinline]] void Collector::collectLocked() {
  Registers registers = {};
  captureRegisters(registers);
  uint64_t start = now();
  Marker marker(heap, markStack);
  stopWorld();
  markOwnStack(marker);
  markWorld(marker);
  markRoots(marker);
  marker.run();
  forgetRegions(*region);
  stressedRegion = {};
  heap.sweep();
  if (settings.isStressed)
    heap.poisonFree();
  resumeWorld();
  budget = heap.live() > settings.leastBudget ? heap.live() : settings.leastBudget;
  uint64_t pause = now() - start;
  counted = {.collections = counted.collections + 1,
             .pauses = counted.pauses + pause,
             .longestPause = pause > counted.longestPause ? pause : counted.longestPause,
             .live = heap.live()};
}

// With so little left the next collections would follow one another at once, and take all the time.
bool Collector::isAlmostFull() const { return heap.limit() - heap.live() < heap.limit() / 64; }

void *Collector::allocate(uint64_t size, abi::ObjectHeader header) {
  Lock lock(mutex);
  bool isDue = settings.isStressed || heap.allocated() > budget;
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

void Collector::addRoots(abi::RootSet &roots) {
  Lock lock(mutex);
  roots.previous = nullptr;
  roots.next = rootSets;
  if (rootSets)
    rootSets->previous = &roots;
  rootSets = &roots;
}

void Collector::removeRoots(abi::RootSet &roots) {
  if (!roots.ranges)  // of an instance that was never initialised
    return;
  Lock lock(mutex);
  if (roots.next)
    roots.next->previous = roots.previous;
  (roots.previous ? roots.previous->next : rootSets) = roots.next;
}

void Collector::collect() {
  Lock lock(mutex);
  collectLocked();
}

Statistics Collector::statistics() {
  Lock lock(mutex);
  return counted;
}

void Collector::clear() {
  heap.clear(*region);
  if (counted.collections != 0)
    discard({reinterpret_cast<uint8_t *>(markStack.data()), markStack.size() * sizeof(Object *)});
  *region = stressedRegion = {};
  rootSets = nullptr;
  budget = settings.leastBudget;
  counted = {};
}

void Collector::release() {
  heap.release();
  unreserve({reinterpret_cast<uint8_t *>(markStack.data()), markStack.size() * sizeof(Object *)});
  *this = {};
}

}  // namespace wasmc::rt::gc

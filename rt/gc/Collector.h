// A heap of garbage-collected objects: allocation, and when and from where it is collected.
//
// Safe to use from several threads: who collects stops the others (rt/gc/World.h). Zero-initialised.
#pragma once

#include "rt/core/Mutex.h"
#include "rt/gc/Heap.h"
#include "rt/gc/Marker.h"

namespace wasmc::rt::gc {

struct Settings {
  uint64_t limit = 0;       // of the heap, bytes; 0: half of the machine's memory
  bool isStressed = false;  // collects at every allocation, and overwrites what is free
  uint64_t leastBudget =
      uint64_t{32} << 20;  // so many bytes are allocated before a collection, or as many as are alive if that is more
};

struct Statistics {
  uint64_t collections;
  uint64_t pauses, longestPause;  // nanoseconds, all together and each
  uint64_t live;                  // bytes in use after the last collection
};

class Collector {
public:
  // Once, before the rest: the heap's types, and the region that generated code allocates from by itself. An error where the system
  // gives no address space at all.
  Result<void> bringUp(const Settings &wanted, const abi::ObjectTypes &types, abi::AllocationRegion &region);
  bool isUp() const { return heap.isReserved(); }

  // A new object of `size` bytes, a multiple of abi::objectAlignment, zero but for the header. Null when the heap is full of objects
  // that may be in use.
  void *allocate(uint64_t size, abi::ObjectHeader header);

  // The ranges, and the set itself, are the caller's until they are removed. They may change in content at any time.
  void addRoots(abi::RootSet &roots);
  void removeRoots(abi::RootSet &roots);

  // Frees what nothing refers to.
  void collect();
  Statistics statistics();

  // For a heap that nobody is using: as bringUp() has left it, without objects and without roots; and as before that.
  void clear();
  void release();

private:
  void *take(uint64_t size);
  void collectLocked();
  void markRoots(Marker &marker) const;
  bool isAlmostFull() const;

  Mutex mutex;
  Heap heap;
  Span<Object *> markStack;
  abi::RootSet *rootSets = nullptr;
  abi::AllocationRegion *region = nullptr;
  abi::AllocationRegion stressedRegion = {};
  Settings settings;
  uint64_t budget = 0;
  Statistics counted = {};
};

}  // namespace wasmc::rt::gc

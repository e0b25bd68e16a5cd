// The heap of the process's garbage-collected objects: allocation, and when and from where it is collected.
//
// All instances of a process share it, so references may go from one to another. Safe to use from several threads: who collects stops
// the others (rt/gc/World.h).
#pragma once

#include "rt/abi/Gc.h"
#include "rt/core/Result.h"

namespace wasmc::rt::gc {

struct Settings {
  uint64_t limit = 0;       // of the heap, bytes; 0: half of the machine's memory
  bool isStressed = false;  // collects at every allocation, and overwrites what is free
};

// Once, before guest code runs. An error where the system gives no address space at all.
Result<void> bringUpHeap(const Settings &settings);

// A new object of `size` bytes, a multiple of abi::objectAlignment, zero but for the header. Null when the heap is full of objects that
// may be in use.
void *allocate(uint64_t size, abi::ObjectHeader header);

// The ranges, and the set itself, are the caller's until they are removed. They may change in content at any time.
void addRoots(abi::RootSet &roots);
void removeRoots(abi::RootSet &roots);

// Frees what nothing refers to.
void collect();

struct Statistics {
  uint64_t collections;
  uint64_t pauses, longestPause;  // nanoseconds, all together and each
  uint64_t live;                  // bytes in use after the last collection
};
Statistics statistics();

}  // namespace wasmc::rt::gc

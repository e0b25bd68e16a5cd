// The exceptions to which locals of a thread may refer, and the search for those to which none does.
#pragma once

#include "rt/abi/Exception.h"
#include "rt/core/ThreadState.h"

#include <stddef.h>

namespace wasmc::rt {

class HeldExceptions {
public:
  // Whether the search is due before another one is added.
  bool isFull() const { return count == threshold; }
  // False where there is no memory. Unless isFull().
  bool add(abi::Exception &exception);
  // Forgets one that was added.
  void remove(const abi::Exception &exception);
  // Searches the calling thread's stack and registers. Calls `forget` with each of its exceptions that nothing refers to.
  void search(void (*forget)(abi::Exception &));

private:
  struct Entry {
    abi::Exception *exception;
    const ThreadState *thread;
  };

  bool reserve(size_t wanted);
  void sort();
  void siftDown(size_t root, size_t end);
  Entry *find(uint64_t word);
  void markFrom(uint64_t begin, uint64_t end);

  static constexpr size_t minThreshold = 256;
  Entry *entries = nullptr;
  size_t count = 0, capacity = 0;
  size_t threshold = minThreshold;
};

// abi::Exception::storage of those that are not the collector's: these flags, and the number of the size above them.
inline constexpr uint64_t heldFlag = 1, foundFlag = 2;
inline constexpr unsigned sizeShift = 8;

}  // namespace wasmc::rt

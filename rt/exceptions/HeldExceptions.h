// The exceptions to which locals of a thread may refer, and the search for those to which none does.
#pragma once

#include "rt/abi/Exception.h"
#include "rt/core/ThreadState.h"
#include "rt/exceptions/Chunks.h"

#include <stddef.h>

namespace wasmc::rt {

class ExceptionStorage;

// Constant-initialised.
class HeldExceptions {
public:
  // Whether the search is due before another one is added.
  bool isFull() const { return count == threshold; }
  // False where `memory` has none. Unless isFull().
  bool add(abi::Exception &exception, Chunks &memory);
  // Forgets one that was added.
  void remove(const abi::Exception &exception);
  // Searches the calling thread's stack and registers. Puts those of its exceptions back into the storage that nothing refers to; if
  // `isAlone` they are all its own.
  void search(ExceptionStorage &storage, bool isAlone);

private:
  struct Entry {
    abi::Exception *exception;
    const ThreadState *thread;
  };

  bool reserve(size_t wanted, Chunks &memory);
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

// Where exceptions are that are not the collector's, and when they are gone: those to which only locals refer (codegen's
// analysis/ExceptionUse), so that a program needs no collector for them.
//
// Who may refer to one is told by generated code: a handler that takes the values and no reference releases it; one that takes a
// reference holds it: then only locals refer to it, that is the thread's stack and registers. From time to time these are searched
// for held exceptions, conservatively, and those not found are freed.
#pragma once

#include "rt/abi/Exception.h"
#include "rt/core/Mutex.h"
#include "rt/exceptions/Chunks.h"
#include "rt/exceptions/HeldExceptions.h"

namespace wasmc::rt {

// All of an executable, or of an instance of libwasmc's. Constant-initialised. For several threads.
class ExceptionStorage {
public:
  // Before the rest. All of them together take at most `limit` bytes; 0: half of the machine's memory. `isAlone`: one thread at a time runs
  // all the code, and no other refers to what that has left.
  void prepare(uint64_t limit, bool isAlone);

  // A new one; null where there is no room.
  abi::Exception *make(const abi::Tag &tag);

  // As the functions of these names below.
  void release(abi::Exception &exception);
  [[nodiscard]] bool hold(abi::Exception &exception);  // false where there is no memory
  void take(abi::Exception &exception);
  uint64_t count();

  // Frees all, whoever refers to them. Nobody may be using it.
  void clear();

private:
  friend class HeldExceptions;
  void put(abi::Exception &exception);
  abi::Exception *takeFreed(unsigned number);
  void *takeNew(uint64_t size);

  // Sizes are powers of two; freed exceptions of each wait in a list, linked through their tags.
  static constexpr unsigned minSizeLog2 = 5, sizeCount = 59;
  static unsigned sizeNumber(const abi::Tag &tag);

  Mutex mutex;
  Chunks memory;
  HeldExceptions held;
  abi::Exception *freed[sizeCount] = {};
  uint64_t present = 0;
  uint64_t used = 0, limit = UINT64_MAX;  // bytes, those of freed ones included
  bool isAlone = false;
};

// That of the code that is running.
ExceptionStorage &runningExceptions();

// A new exception with the tag's number of values, which the caller fills in: an object of the collector's where the
// program's exceptions are. Traps where the heap, or the limit, leaves no room.
abi::Exception &allocateException(const abi::Tag &tag);

// Nobody has a reference to it, unless it has been held or is the collector's. To be called by whoever took its values, or an end.
void releaseException(abi::Exception &exception);

// From now on locals of the calling thread, and nothing else, may refer to it.
void holdException(abi::Exception &exception);

// From now on the caller, and nobody else, may refer to it, from anywhere: no local does any more. It is to be released, or thrown.
void takeException(abi::Exception &exception);

// How many exceptions are there, for tests: memory stays bounded.
uint64_t exceptionCount();

}  // namespace wasmc::rt

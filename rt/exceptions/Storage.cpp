#include "rt/exceptions/Storage.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Allocator.h"
#include "rt/core/Mutex.h"
#include "rt/exceptions/HeldExceptions.h"
#include "rt/exceptions/ThrowTrace.h"
#include "rt/traps/Trap.h"

namespace wasmc::rt {

namespace {

// Sizes are powers of two; freed exceptions of each wait in a list, linked through their tags.
constexpr unsigned minSizeLog2 = 5, sizeCount = 59;

WASMC_PROCESS_MUTEX Mutex mutex;
abi::Exception *freed[sizeCount];
constinit HeldExceptions held;
uint64_t count = 0;

unsigned sizeNumber(const abi::Tag &tag) {
  uint64_t size = sizeof(abi::Exception) + tag.parameterCount * sizeof(abi::Value);
  unsigned number = 0;
  while (uint64_t{1} << (minSizeLog2 + number) < size)
    ++number;
  return number;
}

void put(abi::Exception &exception) {
  abi::Exception *&first = freed[exception.storage >> sizeShift];
  exception.tag = reinterpret_cast<const abi::Tag *>(first);
  first = &exception;
  --count;
}

// Null where there is no memory.
abi::Exception *take(unsigned number) {
  Lock lock(mutex);
  abi::Exception *&first = freed[number];
  abi::Exception *taken = first;
  if (taken)
    first = reinterpret_cast<abi::Exception *>(const_cast<abi::Tag *>(taken->tag));
  else
    taken = static_cast<abi::Exception *>(allocate(uint64_t{1} << (minSizeLog2 + number)));
  count += taken != nullptr;
  return taken;
}

bool hold(abi::Exception &exception) {
  Lock lock(mutex);
  if (exception.storage & heldFlag)
    return true;
  if (held.isFull())
    held.search(put);
  exception.storage |= heldFlag;
  return held.add(exception);
}

}  // namespace

abi::Exception &allocateException(const abi::Tag &tag) {
  unsigned number = sizeNumber(tag);
  abi::Exception *exception = take(number);
  if (!exception)
    trap(TrapCode::OutOfMemory);
  *exception = {uint64_t{number} << sizeShift, &tag};
  forgetTrace(*exception);
  return *exception;
}

void releaseException(abi::Exception &exception) {
  Lock lock(mutex);
  if (!isCollected(exception) && !(exception.storage & heldFlag))
    put(exception);
}

void holdException(abi::Exception &exception) {
  if (!hold(exception))
    trap(TrapCode::OutOfMemory);
}

uint64_t exceptionCount() {
  Lock lock(mutex);
  return count;
}

}  // namespace wasmc::rt

namespace wasmc::abi {

void *wasmc_allocate_exception(void *tag) { return &rt::allocateException(*static_cast<const Tag *>(tag)); }
void wasmc_release_exception(void *exception) { rt::releaseException(*static_cast<Exception *>(exception)); }
void wasmc_hold_exception(void *exception) { rt::holdException(*static_cast<Exception *>(exception)); }

}  // namespace wasmc::abi

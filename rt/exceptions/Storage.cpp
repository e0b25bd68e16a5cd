#include "rt/exceptions/Storage.h"

#include "rt/abi/Builtins.h"
#include "rt/core/Allocator.h"
#include "rt/core/HeapLimit.h"
#include "rt/core/Mutex.h"
#include "rt/exceptions/HeldExceptions.h"
#include "rt/exceptions/ObjectTypes.h"
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
uint64_t used = 0, limit = UINT64_MAX;  // bytes, those of freed ones included

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

void *takeNew(uint64_t size) {
  if (size > limit - used)
    return nullptr;
  void *memory = allocate(size);
  used += memory ? size : 0;
  return memory;
}

// Null where there is no memory.
abi::Exception *take(unsigned number) {
  uint64_t size = uint64_t{1} << (minSizeLog2 + number);
  Lock lock(mutex);
  if (!freed[number] && size > limit - used)
    held.search(put);
  abi::Exception *taken = freed[number];
  if (taken)
    freed[number] = reinterpret_cast<abi::Exception *>(const_cast<abi::Tag *>(taken->tag));
  else
    taken = static_cast<abi::Exception *>(takeNew(size));
  count += taken != nullptr;
  return taken;
}

// Null where there is no room.
abi::Exception *makeOwn(const abi::Tag &tag) {
  unsigned number = sizeNumber(tag);
  abi::Exception *exception = take(number);
  if (exception)
    *exception = {uint64_t{number} << sizeShift, &tag};
  return exception;
}

abi::Exception *makeObject(const abi::Tag &tag, const abi::ObjectTypes &types) {
  abi::ObjectHeader header = {abi::slotsObject, static_cast<uint32_t>(tag.parameterCount)};
  uint64_t size = sizeof(abi::Exception) + tag.parameterCount * sizeof(abi::Value);
  auto *exception = static_cast<abi::Exception *>(types.allocateException(size, __builtin_bit_cast(uint64_t, header)));
  if (exception)
    exception->tag = &tag;
  return exception;
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
  const abi::ObjectTypes *types = runningObjectTypes();
  abi::Exception *exception = types && types->allocateException ? makeObject(tag, *types) : makeOwn(tag);
  if (!exception)
    trap(TrapCode::HeapExhausted);
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

void takeException(abi::Exception &exception) {
  if (isCollected(exception))
    return;
  Lock lock(mutex);
  if (!(exception.storage & heldFlag))
    return;
  held.remove(exception);
  exception.storage &= ~heldFlag;
}

uint64_t exceptionCount() {
  Lock lock(mutex);
  return count;
}

}  // namespace wasmc::rt

// Before guest code runs; 0: no limit is given. Here, so that exactly the executables that throw have it.
extern "C" void wasmc_exceptions_start(uint64_t limit) { wasmc::rt::limit = wasmc::rt::heapLimit(limit); }

namespace wasmc::abi {

void *wasmc_allocate_exception(void *tag) { return &rt::allocateException(*static_cast<const Tag *>(tag)); }
void wasmc_release_exception(void *exception) { rt::releaseException(*static_cast<Exception *>(exception)); }
void wasmc_hold_exception(void *exception) { rt::holdException(*static_cast<Exception *>(exception)); }

}  // namespace wasmc::abi

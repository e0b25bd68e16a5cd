#include "rt/exceptions/Storage.h"

#include "rt/abi/Builtins.h"
#include "rt/core/HeapLimit.h"
#include "rt/exceptions/ObjectTypes.h"
#include "rt/exceptions/ThrowTrace.h"
#include "rt/traps/Trap.h"

namespace wasmc::rt {

void ExceptionStorage::prepare(uint64_t wanted, bool isTheOnlyThread) {
  limit = heapLimit(wanted);
  isAlone = isTheOnlyThread;
}

unsigned ExceptionStorage::sizeNumber(const abi::Tag &tag) {
  uint64_t size = sizeof(abi::Exception) + tag.parameterCount * sizeof(abi::Value);
  unsigned number = 0;
  while (uint64_t{1} << (minSizeLog2 + number) < size)
    ++number;
  return number;
}

void ExceptionStorage::put(abi::Exception &exception) {
  abi::Exception *&first = freed[exception.storage >> sizeShift];
  exception.tag = reinterpret_cast<const abi::Tag *>(first);
  first = &exception;
  --present;
}

abi::Exception *ExceptionStorage::takeFreed(unsigned number) {
  abi::Exception *taken = freed[number];
  if (taken)
    freed[number] = reinterpret_cast<abi::Exception *>(const_cast<abi::Tag *>(taken->tag));
  return taken;
}

void *ExceptionStorage::takeNew(uint64_t size) {
  if (size > limit - used)
    return nullptr;
  void *taken = memory.allocate(size);
  used += taken ? size : 0;
  return taken;
}

abi::Exception *ExceptionStorage::make(const abi::Tag &tag) {
  unsigned number = sizeNumber(tag);
  uint64_t size = uint64_t{1} << (minSizeLog2 + number);
  Lock lock(mutex);
  if (!freed[number] && size > limit - used)
    held.search(*this, isAlone);
  abi::Exception *exception = takeFreed(number);
  if (!exception && !(exception = static_cast<abi::Exception *>(takeNew(size))))
    return nullptr;
  ++present;
  *exception = {uint64_t{number} << sizeShift, &tag};
  return exception;
}

void ExceptionStorage::release(abi::Exception &exception) {
  Lock lock(mutex);
  if (!isCollected(exception) && !(exception.storage & heldFlag))
    put(exception);
}

bool ExceptionStorage::hold(abi::Exception &exception) {
  Lock lock(mutex);
  if (exception.storage & heldFlag)
    return true;
  if (held.isFull())
    held.search(*this, isAlone);
  exception.storage |= heldFlag;
  return held.add(exception, memory);
}

void ExceptionStorage::take(abi::Exception &exception) {
  if (isCollected(exception))
    return;
  Lock lock(mutex);
  if (!(exception.storage & heldFlag))
    return;
  held.remove(exception);
  exception.storage &= ~heldFlag;
}

uint64_t ExceptionStorage::count() {
  Lock lock(mutex);
  return present;
}

void ExceptionStorage::clear() {
  memory.release();
  held = {};
  for (abi::Exception *&first : freed)
    first = nullptr;
  present = used = 0;
}

namespace {

abi::Exception *makeObject(const abi::Tag &tag, const abi::ObjectTypes &types) {
  abi::ObjectHeader header = {abi::slotsObject, static_cast<uint32_t>(tag.parameterCount)};
  uint64_t size = sizeof(abi::Exception) + tag.parameterCount * sizeof(abi::Value);
  auto *exception = static_cast<abi::Exception *>(types.allocateException(size, __builtin_bit_cast(uint64_t, header)));
  if (exception)
    exception->tag = &tag;
  return exception;
}

}  // namespace

abi::Exception &allocateException(const abi::Tag &tag) {
  const abi::ObjectTypes *types = runningObjectTypes();
  abi::Exception *exception = types && types->allocateException ? makeObject(tag, *types) : runningExceptions().make(tag);
  if (!exception)
    trap(TrapCode::HeapExhausted);
  forgetTrace(*exception);
  return *exception;
}

void releaseException(abi::Exception &exception) { runningExceptions().release(exception); }

void holdException(abi::Exception &exception) {
  if (!runningExceptions().hold(exception))
    trap(TrapCode::OutOfMemory);
}

void takeException(abi::Exception &exception) { runningExceptions().take(exception); }

uint64_t exceptionCount() { return runningExceptions().count(); }

}  // namespace wasmc::rt

namespace wasmc::abi {

void *wasmc_allocate_exception(void *tag) { return &rt::allocateException(*static_cast<const Tag *>(tag)); }
void wasmc_release_exception(void *exception) { rt::releaseException(*static_cast<Exception *>(exception)); }
void wasmc_hold_exception(void *exception) { rt::holdException(*static_cast<Exception *>(exception)); }

}  // namespace wasmc::abi

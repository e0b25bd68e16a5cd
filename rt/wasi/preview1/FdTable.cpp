// The table itself: fd_close, fd_renumber, fd_prestat_get, fd_prestat_dir_name.
#include "rt/memory/GuestMemory.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"

namespace wasmc::rt::wasi {

namespace {

// EBADF for what isn't a granted directory.
Result<Descriptor *> findPreopen(uint32_t fd) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  if (descriptor && !descriptor.value()->name)
    return Errno{EBADF};
  return descriptor;
}

}  // namespace

uint32_t fd_close(abi::Memory *, uint32_t fd) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  return descriptor ? answer(closeDescriptor(**descriptor)) : answer(descriptor);
}

// Both must be open; `to` takes over what `from` was, and `from` is closed. A number that was never open can't be made one.
uint32_t fd_renumber(abi::Memory *, uint32_t from, uint32_t to) {
  Result<Descriptor *> source = findDescriptor(from), target = findDescriptor(to);
  if (!source || !target)
    return answer(Errno{EBADF});
  if (from == to)
    return 0;
  (void)closeDescriptor(**target);  // as dup2(2)
  **target = **source;
  **source = {};
  return 0;
}

uint32_t fd_prestat_get(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) {
  struct Prestat {
    uint32_t tag;  // 0: a directory
    uint32_t nameSize;
  };
  Result<Descriptor *> descriptor = findPreopen(fd);
  if (!descriptor)
    return answer(descriptor);
  return answer(GuestMemory(memory).write(resultPointer, Prestat{0, static_cast<uint32_t>(descriptor.value()->nameSize)}));
}

uint32_t fd_prestat_dir_name(abi::Memory *memory, uint32_t fd, uint32_t pointer, uint32_t length) {
  Result<Descriptor *> descriptor = findPreopen(fd);
  if (!descriptor)
    return answer(descriptor);
  size_t size = descriptor.value()->nameSize;
  if (length < size)
    return answer(Errno{ENAMETOOLONG});
  Result<Span<uint8_t>> room = GuestMemory(memory).range(pointer, size);
  if (room)
    memcpy(room.value().data(), descriptor.value()->name, size);
  return answer(room);
}

}  // namespace wasmc::rt::wasi

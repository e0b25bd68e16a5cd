// The table itself: fd_close, fd_renumber, fd_prestat_get, fd_prestat_dir_name.
#include "rt/memory/GuestMemory.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"

namespace wasmc::rt::wasi {

namespace {

// EBADF for a number that isn't open, `other` for what isn't a granted directory.
Result<DescriptorUse> findPreopen(uint32_t fd, int other) {
  Result<DescriptorUse> descriptor = findDescriptor(fd);
  if (descriptor && !descriptor.value()->name)
    return Errno{other};
  return descriptor;
}

}  // namespace

uint32_t fd_close(abi::Memory *, uint32_t fd) { return answer(closeDescriptor(fd)); }

// A number that was never open can't be made one.
uint32_t fd_renumber(abi::Memory *, uint32_t from, uint32_t to) { return answer(renumberDescriptor(from, to)); }

uint32_t fd_prestat_get(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) {
  struct Prestat {
    uint32_t tag;  // 0: a directory
    uint32_t nameSize;
  };
  Result<DescriptorUse> descriptor = findPreopen(fd, EBADF);
  if (!descriptor)
    return answer(descriptor);
  return answer(GuestMemory(memory).write(resultPointer, Prestat{0, static_cast<uint32_t>(descriptor.value()->nameSize)}));
}

uint32_t fd_prestat_dir_name(abi::Memory *memory, uint32_t fd, uint32_t pointer, uint32_t length) {
  Result<DescriptorUse> descriptor = findPreopen(fd, ENOTDIR);
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

// path_filestat_get, path_filestat_set_times.
#include "rt/wasi/preview1/PathStatus.h"

#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/FileStatus.h"
#include "rt/wasi/preview1/Resolve.h"

namespace wasmc::rt::wasi {

namespace {

// The thing that a path names, as an O_PATH descriptor: good for its attributes, whatever it is, and opening it has no effect.
Result<int> openThing(abi::Memory *memory, const Descriptor &directory, uint32_t flags, uint32_t path, uint32_t pathLength) {
  if (flags & ~lookupSymlinkFollow)
    return Errno{EINVAL};
  GuestPath name;
  if (Result<void> read = GuestPath::read(GuestMemory(memory), path, pathLength, name); !read)
    return read.errorNumber();
  return openBeneath(directory.kernelFd, name.text(), O_PATH | (flags & lookupSymlinkFollow ? 0 : O_NOFOLLOW));
}

}  // namespace

Result<Filestat> pathFilestat(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength) {
  Result<DescriptorUse> directory = findDirectory(fd);
  if (!directory)
    return directory.errorNumber();
  Result<int> thing = openThing(memory, **directory, flags, path, pathLength);
  if (!thing)
    return thing.errorNumber();
  sys::FileDescriptor owner(*thing);
  return filestat(owner.get());
}

uint32_t path_filestat_get(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength,
                           uint32_t resultPointer) {
  Result<Filestat> status = pathFilestat(memory, fd, flags, path, pathLength);
  return status ? answer(GuestMemory(memory).write(resultPointer, status.value())) : answer(status);
}

uint32_t path_filestat_set_times(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength,
                                 uint64_t access, uint64_t modification, uint32_t timeFlags) {
  Result<DescriptorUse> directory = findDirectory(fd);
  if (!directory)
    return answer(directory);
  Result<FileTimes> times = FileTimes::read(access, modification, timeFlags);
  if (!times)
    return answer(times);
  if (directory.value()->readOnly)
    return answer(Errno{EPERM});
  Result<int> thing = openThing(memory, **directory, flags, path, pathLength);
  if (!thing)
    return answer(thing);
  sys::FileDescriptor owner(*thing);
  return answer(sys::utimensat(owner.get(), times.value().times));
}

}  // namespace wasmc::rt::wasi

// path_filestat_get, path_filestat_set_times.
#include "rt/wasi/preview1/PathStatus.h"

#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/FileStatus.h"
#include "rt/wasi/preview1/Resolve.h"

namespace wasmc::rt::wasi {

namespace {

// A path to something that is looked at or touched, and how it is resolved.
struct Thing {
  GuestPath path;
  bool followsLink;

  // EINVAL for unknown flags.
  Result<void> read(abi::Memory *memory, uint32_t flags, uint32_t pointer, uint32_t length) {
    if (flags & ~lookupSymlinkFollow)
      return Errno{EINVAL};
    followsLink = flags & lookupSymlinkFollow;
    return GuestPath::read(GuestMemory(memory), pointer, length, path);
  }

  // As an O_PATH descriptor: good for its attributes, whatever it is, and opening it has no effect.
  Result<int> open(const Descriptor &directory) const {
    return openBeneath(directory.kernelFd, path.text(), O_PATH | (followsLink ? 0 : O_NOFOLLOW));
  }
};

}  // namespace

Result<Filestat> pathFilestat(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength) {
  Result<DescriptorUse> directory = findDirectory(fd, rightPathFilestatGet);
  if (!directory)
    return directory.errorNumber();
  Thing thing;
  if (Result<void> read = thing.read(memory, flags, path, pathLength); !read)
    return read.errorNumber();
  // A name in the directory itself takes one system call, and none to resolve it, unless it is a link to follow.
  if (thing.path.isName()) {
    Result<struct statx> status = sys::statx(directory.value()->kernelFd, thing.path.text());
    if (!status)
      return status.errorNumber();
    if (!thing.followsLink || (status.value().stx_mode & S_IFMT) != S_IFLNK)
      return filestat(status.value());
  }
  Result<int> opened = thing.open(**directory);
  if (!opened)
    return opened.errorNumber();
  sys::FileDescriptor owner(*opened);
  return filestat(owner.get());
}

uint32_t path_filestat_get(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength,
                           uint32_t resultPointer) {
  Result<Filestat> status = pathFilestat(memory, fd, flags, path, pathLength);
  return status ? answer(GuestMemory(memory).write(resultPointer, status.value())) : answer(status);
}

uint32_t path_filestat_set_times(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength,
                                 uint64_t access, uint64_t modification, uint32_t timeFlags) {
  Result<DescriptorUse> directory = findDirectory(fd, rightPathFilestatSetTimes);
  if (!directory)
    return answer(directory);
  Result<FileTimes> times = FileTimes::read(access, modification, timeFlags);
  if (!times)
    return answer(times);
  if (directory.value()->readOnly)
    return answer(Errno{EPERM});
  Thing thing;
  if (Result<void> read = thing.read(memory, flags, path, pathLength); !read)
    return answer(read);
  Result<int> opened = thing.open(**directory);
  if (!opened)
    return answer(opened);
  sys::FileDescriptor owner(*opened);
  return answer(sys::utimensat(owner.get(), times.value().times));
}

}  // namespace wasmc::rt::wasi

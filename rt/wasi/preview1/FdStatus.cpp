// What an open descriptor is: fd_fdstat_get, fd_fdstat_set_flags, fd_fdstat_set_rights, fd_filestat_get, fd_filestat_set_size,
// fd_filestat_set_times.
#include "rt/memory/GuestMemory.h"
#include "rt/sys/linux/fcntl.h"
#include "rt/sys/linux/ftruncate.h"
#include "rt/sys/linux/lseek.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/FileStatus.h"

namespace wasmc::rt::wasi {

namespace {

// The rights that apply to a descriptor by its kind. wasi-libc opens files with no more than the directory says it can hand on.
constexpr uint32_t fileRights = rightFdDatasync | rightFdRead | rightFdSeek | rightFdFdstatSetFlags | rightFdSync | rightFdTell |
                                rightFdWrite | rightFdAdvise | rightFdAllocate | rightFdFilestatGet | rightFdFilestatSetSize |
                                rightFdFilestatSetTimes | rightPollFdReadwrite;
constexpr uint32_t socketRights = rightSockShutdown | rightSockAccept;
constexpr uint32_t directoryRights = rightPathCreateDirectory | rightPathCreateFile | rightPathLinkSource | rightPathLinkTarget |
                                     rightPathOpen | rightFdReaddir | rightPathReadlink | rightPathRenameSource |
                                     rightPathRenameTarget | rightPathSymlink | rightPathRemoveDirectory | rightPathUnlinkFile |
                                     rightPathFilestatGet | rightPathFilestatSetSize | rightPathFilestatSetTimes |
                                     rightFdFilestatGet | rightFdFilestatSetTimes;

// O_SYNC contains O_DSYNC, and O_RSYNC is the same number as O_SYNC: open(2).
uint16_t fdFlags(int kernelFlags) {
  uint32_t flags = 0;
  if (kernelFlags & O_APPEND)
    flags |= flagAppend;
  if (kernelFlags & O_NONBLOCK)
    flags |= flagNonblock;
  if ((kernelFlags & O_SYNC) == O_SYNC)
    flags |= flagSync;
  else if (kernelFlags & O_DSYNC)
    flags |= flagDsync;
  return static_cast<uint16_t>(flags);
}

// wasi-libc's isatty takes a character device for a terminal when it can't be positioned, which the kernel says of terminals too.
uint32_t rightsOfFile(int kernelFd, int kernelFlags, FileType type) {
  bool isSocket = type == FileType::SocketStream || type == FileType::SocketDatagram;
  uint32_t rights = fileRights | (isSocket ? socketRights : 0);
  int access = kernelFlags & O_ACCMODE;
  if (access == O_WRONLY)
    rights &= ~rightFdRead;
  if (access == O_RDONLY)
    rights &= ~rightFdWrite;
  bool hasPosition = type == FileType::RegularFile || type == FileType::BlockDevice ||
                     (type == FileType::CharacterDevice && sys::lseek(kernelFd, 0, SEEK_CUR));
  return hasPosition ? rights : rights & ~(rightFdSeek | rightFdTell);
}

// What fd_fdstat_get reports. A directory has no flags, as in wasmtime.
Result<Fdstat> fdstatOf(const Descriptor &descriptor) {
  Fdstat fdstat = {};
  uint32_t rights = directoryRights, inheriting = directoryRights | fileRights;
  if (descriptor.kind == Descriptor::Kind::Directory) {
    fdstat.type = FileType::Directory;
  } else {
    Result<int> flags = sys::getFileFlags(descriptor.kernelFd);
    if (!flags)
      return flags.errorNumber();
    Result<struct statx> status = sys::statx(descriptor.kernelFd);
    if (!status)
      return status.errorNumber();
    fdstat.type = fileType(status.value().stx_mode, descriptor.kernelFd);
    fdstat.flags = fdFlags(*flags);
    rights = inheriting = rightsOfFile(descriptor.kernelFd, *flags, fdstat.type);
  }
  fdstat.rightsBase = rights & ~descriptor.droppedRights;
  fdstat.rightsInheriting = inheriting & ~descriptor.droppedInheriting;
  return fdstat;
}

}  // namespace

uint32_t fd_fdstat_get(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) {
  Result<DescriptorUse> descriptor = findDescriptor(fd);
  if (!descriptor)
    return answer(descriptor);
  Result<Fdstat> fdstat = fdstatOf(**descriptor);
  return fdstat ? answer(GuestMemory(memory).write(resultPointer, fdstat.value())) : answer(fdstat);
}

uint32_t fd_fdstat_set_flags(abi::Memory *, uint32_t fd, uint32_t flags) {
  Result<DescriptorUse> descriptor = findFile(fd, rightFdFdstatSetFlags);
  if (!descriptor)
    return answer(descriptor);
  if (flags & ~(flagAppend | flagNonblock))
    return answer(Errno{EINVAL});  // the kernel can't change how an open file is synchronised
  int kernelFlags = (flags & flagAppend ? O_APPEND : 0) | (flags & flagNonblock ? O_NONBLOCK : 0);
  if (descriptor.value()->kind == Descriptor::Kind::Inherited && !(flags & flagAppend)) {
    // What a log holds already, to which the process was started to append, is not the guest's to write over.
    Result<int> now = sys::getFileFlags(descriptor.value()->kernelFd);
    if (!now || (*now & O_APPEND))
      return answer(now ? Errno{EPERM} : now.errorNumber());
  }
  return answer(sys::setFileFlags(descriptor.value()->kernelFd, kernelFlags));
}

// Rights can only be given up. What has an access mode reports it as rights, too, so that asking for one it lacks is asking for more.
uint32_t fd_fdstat_set_rights(abi::Memory *, uint32_t fd, uint64_t base, uint64_t inheriting) {
  Result<DescriptorUse> descriptor = findDescriptor(fd);
  if (!descriptor)
    return answer(descriptor);
  if ((base | inheriting) & ~uint64_t{allRights})
    return answer(Errno{EINVAL});
  Result<Fdstat> current = fdstatOf(**descriptor);
  if (!current)
    return answer(current);
  if ((base & ~current.value().rightsBase) || (inheriting & ~current.value().rightsInheriting))
    return answer(Errno{ENOTCAPABLE});
  descriptor.value().drop(~static_cast<uint32_t>(base), ~static_cast<uint32_t>(inheriting));
  return 0;
}

uint32_t fd_filestat_get(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) {
  Result<DescriptorUse> descriptor = findDescriptor(fd, rightFdFilestatGet);
  if (!descriptor)
    return answer(descriptor);
  Result<Filestat> status = filestat(descriptor.value()->kernelFd);
  return status ? answer(GuestMemory(memory).write(resultPointer, status.value())) : answer(status);
}

uint32_t fd_filestat_set_size(abi::Memory *, uint32_t fd, uint64_t size) {
  Result<DescriptorUse> descriptor = findFile(fd, rightFdFilestatSetSize);
  if (!descriptor)
    return answer(descriptor);
  if (descriptor.value()->kind == Descriptor::Kind::Inherited)
    return answer(Errno{EBADF});  // it may hold what others have written; the same error as in wasmtime
  if (descriptor.value()->readOnly)
    return answer(Errno{EPERM});
  return answer(sys::ftruncate(descriptor.value()->kernelFd, size));
}

uint32_t fd_filestat_set_times(abi::Memory *, uint32_t fd, uint64_t access, uint64_t modification, uint32_t flags) {
  Result<DescriptorUse> descriptor = findDescriptor(fd, rightFdFilestatSetTimes);
  if (!descriptor)
    return answer(descriptor);
  // A file that the process was started with is there to be read or written, and may have been opened for reading only: its times are
  // not the guest's to set. The same error as in wasmtime.
  if (descriptor.value()->kind == Descriptor::Kind::Inherited)
    return answer(Errno{EBADF});
  Result<FileTimes> times = FileTimes::read(access, modification, flags);
  if (!times)
    return answer(times);
  if (descriptor.value()->readOnly)
    return answer(Errno{EPERM});
  return answer(sys::utimensat(descriptor.value()->kernelFd, times.value().times));
}

}  // namespace wasmc::rt::wasi

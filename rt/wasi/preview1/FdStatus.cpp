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

// What wasmtime reports; wasi-libc opens files with no more rights than the directory says it can hand on.
constexpr uint64_t fileRights = rightFdDatasync | rightFdRead | rightFdSeek | rightFdFdstatSetFlags | rightFdSync | rightFdTell |
                                rightFdWrite | rightFdAdvise | rightFdAllocate | rightFdFilestatGet | rightFdFilestatSetSize |
                                rightFdFilestatSetTimes | rightPollFdReadwrite;
constexpr uint64_t directoryRights =
    rightPathCreateDirectory | rightPathCreateFile | rightPathLinkSource | rightPathLinkTarget | rightPathOpen | rightFdReaddir |
    rightPathReadlink | rightPathRenameSource | rightPathRenameTarget | rightPathSymlink | rightPathRemoveDirectory |
    rightPathUnlinkFile | rightPathFilestatGet | rightPathFilestatSetTimes | rightFdFilestatGet | rightFdFilestatSetTimes;

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
uint64_t rightsOfFile(int kernelFd, int kernelFlags, FileType type) {
  uint64_t rights = fileRights;
  int access = kernelFlags & O_ACCMODE;
  if (access == O_WRONLY)
    rights &= ~rightFdRead;
  if (access == O_RDONLY)
    rights &= ~rightFdWrite;
  if (type != FileType::RegularFile && !sys::lseek(kernelFd, 0, SEEK_CUR))
    rights &= ~(rightFdSeek | rightFdTell);
  return rights;
}

}  // namespace

uint32_t fd_fdstat_get(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  if (!descriptor)
    return answer(descriptor);
  int kernelFd = descriptor.value()->kernelFd;
  Result<int> flags = sys::getFileFlags(kernelFd);
  if (!flags)
    return answer(flags);
  Result<struct statx> status = sys::statx(kernelFd);
  if (!status)
    return answer(status);
  Fdstat fdstat = {};
  fdstat.type = fileType(status.value().stx_mode);
  fdstat.flags = fdFlags(*flags);
  if (descriptor.value()->kind == Descriptor::Kind::Directory) {
    fdstat.rightsBase = directoryRights;
    fdstat.rightsInheriting = directoryRights | fileRights;
  } else {
    fdstat.rightsBase = rightsOfFile(kernelFd, *flags, fdstat.type);
    fdstat.rightsInheriting = fdstat.rightsBase;
  }
  return answer(GuestMemory(memory).write(resultPointer, fdstat));
}

uint32_t fd_fdstat_set_flags(abi::Memory *, uint32_t fd, uint32_t flags) {
  Result<Descriptor *> descriptor = findFile(fd);
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

// Rights are reported, not stored, so they can't be dropped. wasmtime answers the same.
uint32_t fd_fdstat_set_rights(abi::Memory *, uint32_t fd, uint64_t, uint64_t) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  return answer(descriptor ? Errno{EOPNOTSUPP} : descriptor.errorNumber());
}

uint32_t fd_filestat_get(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  if (!descriptor)
    return answer(descriptor);
  Result<Filestat> status = filestat(descriptor.value()->kernelFd);
  return status ? answer(GuestMemory(memory).write(resultPointer, status.value())) : answer(status);
}

uint32_t fd_filestat_set_size(abi::Memory *, uint32_t fd, uint64_t size) {
  Result<Descriptor *> descriptor = findFile(fd);
  if (!descriptor)
    return answer(descriptor);
  if (descriptor.value()->kind == Descriptor::Kind::Inherited)
    return answer(Errno{EBADF});  // it may hold what others have written; the same error as in wasmtime
  if (descriptor.value()->readOnly)
    return answer(Errno{EPERM});
  return answer(sys::ftruncate(descriptor.value()->kernelFd, size));
}

uint32_t fd_filestat_set_times(abi::Memory *, uint32_t fd, uint64_t access, uint64_t modification, uint32_t flags) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  if (!descriptor)
    return answer(descriptor);
  Result<FileTimes> times = FileTimes::read(access, modification, flags);
  if (!times)
    return answer(times);
  if (descriptor.value()->readOnly)
    return answer(Errno{EPERM});
  return answer(sys::utimensat(descriptor.value()->kernelFd, times.value().times));
}

}  // namespace wasmc::rt::wasi

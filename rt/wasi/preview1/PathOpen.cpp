// path_open.
#include "rt/sys/linux/statx.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Resolve.h"
#include "rt/wasi/preview1/Types.h"

namespace wasmc::rt::wasi {

namespace {

constexpr uint32_t oCreat = 1, oDirectory = 2, oExcl = 4, oTrunc = 8;  // WASI's oflags
constexpr uint32_t newFileMode = 0666;                                 // less the process's umask

// The rights asked for decide the access mode; with neither, reading, as in wasmtime.
int accessMode(uint64_t rights) {
  if (rights & rightFdWrite)
    return rights & rightFdRead ? O_RDWR : O_WRONLY;
  return O_RDONLY;
}

// EINVAL for unknown flags and for a directory that is to be created or cut, which only some kernels refuse.
Result<int> kernelFlags(uint32_t lookup, uint32_t oflags, uint64_t rights, uint32_t fdflags) {
  if ((lookup & ~lookupSymlinkFollow) || (oflags & ~(oCreat | oDirectory | oExcl | oTrunc)) || (fdflags & ~allFdFlags))
    return Errno{EINVAL};
  if ((oflags & oDirectory) && (oflags & (oCreat | oExcl | oTrunc)))
    return Errno{EINVAL};
  struct {
    bool wanted;
    int flag;
  } const mapping[] = {
      {!(lookup & lookupSymlinkFollow), O_NOFOLLOW},
      {(oflags & oCreat) != 0, O_CREAT},
      {(oflags & oDirectory) != 0, O_DIRECTORY},
      {(oflags & oExcl) != 0, O_EXCL},
      {(oflags & oTrunc) != 0, O_TRUNC},
      {(fdflags & flagAppend) != 0, O_APPEND},
      {(fdflags & flagDsync) != 0, O_DSYNC},
      {(fdflags & flagNonblock) != 0, O_NONBLOCK},
      {(fdflags & (flagRsync | flagSync)) != 0, O_SYNC},
  };
  int flags = accessMode(rights);
  for (const auto &row : mapping)
    flags |= row.wanted ? row.flag : 0;
  return flags;
}

// The rights that a directory must be able to hand on for files to be opened like this, and those that it takes itself.
uint32_t inheritedRights(uint64_t rights, uint32_t fdflags) {
  return static_cast<uint32_t>(rights & allRights) | (fdflags & flagDsync ? rightFdDatasync : 0) |
         (fdflags & (flagRsync | flagSync) ? rightFdSync : 0);
}

uint32_t neededRights(uint32_t oflags) {
  return rightPathOpen | (oflags & oCreat ? rightPathCreateFile : 0) | (oflags & oTrunc ? rightPathFilestatSetSize : 0);
}

bool changesSomething(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)); }

// What was opened with these flags. A directory can't be opened for writing nor with O_CREAT: open(2), EISDIR.
Result<Descriptor::Kind> kindOf(int kernelFd, int flags) {
  if (flags & O_DIRECTORY)
    return Descriptor::Kind::Directory;
  if (changesSomething(flags))
    return Descriptor::Kind::File;
  Result<struct statx> status = sys::statx(kernelFd);
  if (!status)
    return status.errorNumber();
  return (status.value().stx_mode & S_IFMT) == S_IFDIR ? Descriptor::Kind::Directory : Descriptor::Kind::File;
}

// Gives a number to a file or directory that was opened through `directory`.
Result<uint32_t> admit(sys::FileDescriptor opened, int flags, const Descriptor &directory) {
  Result<Descriptor::Kind> kind = kindOf(opened.get(), flags);
  if (!kind)
    return kind.errorNumber();
  return addDescriptor(static_cast<sys::FileDescriptor &&>(opened), *kind, directory.readOnly, directory.droppedInheriting);
}

}  // namespace

uint32_t path_open(abi::Memory *memory, uint32_t fd, uint32_t lookup, uint32_t path, uint32_t pathLength, uint32_t oflags,
                   uint64_t rights, uint64_t, uint32_t fdflags, uint32_t resultPointer) {
  GuestMemory guest(memory);
  Result<DescriptorUse> directory = findDirectory(fd, neededRights(oflags));
  if (!directory)
    return answer(directory);
  Result<int> flags = kernelFlags(lookup, oflags, rights, fdflags);
  if (!flags)
    return answer(flags);
  if (directory.value()->droppedInheriting & inheritedRights(rights, fdflags))
    return answer(Errno{ENOTCAPABLE});
  if (directory.value()->readOnly && changesSomething(*flags))
    return answer(Errno{EPERM});
  GuestPath name;
  if (Result<void> read = GuestPath::read(guest, path, pathLength, name); !read)
    return answer(read);
  if (Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint32_t)); !room)
    return answer(room);
  if (Result<void> room = checkRoom(); !room)
    return answer(room);
  Result<int> opened = openBeneath(directory.value()->kernelFd, name.text(), *flags, *flags & O_CREAT ? newFileMode : 0);
  if (!opened)
    return answer(opened);
  Result<uint32_t> number = admit(sys::FileDescriptor(*opened), *flags, **directory);
  return number ? answer(guest.write(resultPointer, *number)) : answer(number);
}

}  // namespace wasmc::rt::wasi

// Calls that act on a name in a directory: path_create_directory, path_remove_directory, path_unlink_file, path_rename, path_link,
// path_symlink, path_readlink.
#include "rt/sys/linux/linkat.h"
#include "rt/sys/linux/mkdirat.h"
#include "rt/sys/linux/readlinkat.h"
#include "rt/sys/linux/renameat2.h"
#include "rt/sys/linux/symlinkat.h"
#include "rt/sys/linux/unlinkat.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Resolve.h"
#include "rt/wasi/preview1/Types.h"

namespace wasmc::rt::wasi {

namespace {

constexpr uint32_t newDirectoryMode = 0777;  // less the process's umask

// A path whose last component is to be created, changed or removed.
struct Name {
  DescriptorUse directory;
  GuestPath path;
  ParentDirectory parent;  // may be `directory` itself

  // EPERM through a read-only grant, ENOTCAPABLE without the right.
  Result<void> read(abi::Memory *memory, uint32_t fd, uint32_t right, uint32_t pointer, uint32_t length) {
    Result<DescriptorUse> found = findDirectory(fd, right);
    if (!found)
      return found.errorNumber();
    if (found.value()->readOnly)
      return Errno{EPERM};
    directory = found.take();
    if (Result<void> copied = GuestPath::read(GuestMemory(memory), pointer, length, path); !copied)
      return copied;
    return parent.open(directory->kernelFd, path);
  }
};

}  // namespace

uint32_t path_create_directory(abi::Memory *memory, uint32_t fd, uint32_t path, uint32_t pathLength) {
  Name name;
  if (Result<void> read = name.read(memory, fd, rightPathCreateDirectory, path, pathLength); !read)
    return answer(read);
  return answer(sys::mkdirat(name.parent.fd(), name.parent.name(), newDirectoryMode));
}

uint32_t path_remove_directory(abi::Memory *memory, uint32_t fd, uint32_t path, uint32_t pathLength) {
  Name name;
  if (Result<void> read = name.read(memory, fd, rightPathRemoveDirectory, path, pathLength); !read)
    return answer(read);
  return answer(sys::unlinkat(name.parent.fd(), name.parent.name(), AT_REMOVEDIR));
}

uint32_t path_unlink_file(abi::Memory *memory, uint32_t fd, uint32_t path, uint32_t pathLength) {
  Name name;
  if (Result<void> read = name.read(memory, fd, rightPathUnlinkFile, path, pathLength); !read)
    return answer(read);
  return answer(sys::unlinkat(name.parent.fd(), name.parent.name(), 0));
}

uint32_t path_rename(abi::Memory *memory, uint32_t fd, uint32_t path, uint32_t pathLength, uint32_t newFd, uint32_t newPath,
                     uint32_t newPathLength) {
  Name from, to;
  if (Result<void> read = from.read(memory, fd, rightPathRenameSource, path, pathLength); !read)
    return answer(read);
  if (Result<void> read = to.read(memory, newFd, rightPathRenameTarget, newPath, newPathLength); !read)
    return answer(read);
  return answer(sys::renameat(from.parent.fd(), from.parent.name(), to.parent.fd(), to.parent.name()));
}

// Links only to what the path itself names: with symlink_follow the call is refused, as in wasmtime.
uint32_t path_link(abi::Memory *memory, uint32_t fd, uint32_t lookup, uint32_t path, uint32_t pathLength, uint32_t newFd,
                   uint32_t newPath, uint32_t newPathLength) {
  Name from, to;
  if (Result<void> read = from.read(memory, fd, rightPathLinkSource, path, pathLength); !read)
    return answer(read);
  if (Result<void> read = to.read(memory, newFd, rightPathLinkTarget, newPath, newPathLength); !read)
    return answer(read);
  if (lookup != 0)
    return answer(Errno{EINVAL});
  // linkat follows a link that a slash comes after, out of the granted directory if it leads there. Nothing is lost by not calling
  // it: only a directory can have a slash behind it, and directories can't be linked to.
  if (from.parent.endsInSlash()) {
    Result<int> source = openBeneath(from.parent.fd(), from.parent.name(), O_PATH | O_DIRECTORY);
    if (source)
      (void)sys::close(*source);
    return answer(source ? Errno{EPERM} : source.errorNumber());
  }
  return answer(sys::linkat(from.parent.fd(), from.parent.name(), to.parent.fd(), to.parent.name()));
}

// A relative target may say what it likes: following it is what is checked. An absolute one could only ever be of use outside.
uint32_t path_symlink(abi::Memory *memory, uint32_t target, uint32_t targetLength, uint32_t fd, uint32_t path,
                      uint32_t pathLength) {
  GuestPath text;
  if (Result<void> read = GuestPath::read(GuestMemory(memory), target, targetLength, text); !read)
    return answer(read);
  Name name;
  if (Result<void> read = name.read(memory, fd, rightPathSymlink, path, pathLength); !read)
    return answer(read);
  if (text.view().startsWith("/"))
    return answer(Errno{EPERM});
  return answer(sys::symlinkat(text.text(), name.parent.fd(), name.parent.name()));
}

uint32_t path_readlink(abi::Memory *memory, uint32_t fd, uint32_t path, uint32_t pathLength, uint32_t pointer, uint32_t length,
                       uint32_t resultPointer) {
  GuestMemory guest(memory);
  Result<DescriptorUse> directory = findDirectory(fd, rightPathReadlink);
  if (!directory)
    return answer(directory);
  GuestPath name;
  if (Result<void> read = GuestPath::read(guest, path, pathLength, name); !read)
    return answer(read);
  Result<Span<uint8_t>> buffer = guest.range(pointer, length);
  if (!buffer)
    return answer(buffer);
  if (Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint32_t)); !room)
    return answer(room);
  Result<int> link = openBeneath(directory.value()->kernelFd, name.text(), O_PATH | O_NOFOLLOW);
  if (!link)
    return answer(link);
  sys::FileDescriptor owner(*link);
  char target[PATH_MAX];
  Result<size_t> size = sys::readlinkat(owner.get(), target, sizeof target);
  if (!size)
    return answer(size.errorNumber().code == ENOENT ? Errno{EINVAL} : size.errorNumber());
  if (target[0] == '/')
    return answer(Errno{EPERM});  // a path of the host's is none of the guest's business; as in wasmtime
  uint32_t used = *size < length ? static_cast<uint32_t>(*size) : length;
  memcpy(buffer.value().data(), target, used);
  return answer(guest.write(resultPointer, used));
}

}  // namespace wasmc::rt::wasi

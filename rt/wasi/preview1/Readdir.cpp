// fd_readdir. A cookie is the kernel's own position in the directory (getdents64's d_off), so any cookie ever handed out works, and
// no state grows with the directory.
#include "rt/memory/GuestMemory.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Context.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/FileStatus.h"

namespace wasmc::rt::wasi {

namespace {

struct Dirent {
  uint64_t next;
  uint64_t inode;
  uint32_t nameSize;
  FileType type;
  uint8_t padding[3];
};
static_assert(sizeof(Dirent) == 24 && offsetof(Dirent, type) == 20);

// The guest's buffer, filled from the front; what doesn't fit is cut, which is how the guest sees that there is more.
class Output {
public:
  explicit Output(Span<uint8_t> buffer) : all(buffer), rest(buffer) {}

  void append(const void *bytes, size_t size) {
    size = size < rest.size() ? size : rest.size();
    memcpy(rest.data(), bytes, size);
    rest = rest.subspan(size);
  }
  bool full() const { return rest.empty(); }
  uint32_t used() const { return static_cast<uint32_t>(all.size() - rest.size()); }

private:
  Span<uint8_t> all;
  Span<uint8_t> rest;
};

// The parent's inode may lie outside of what was granted: the directory's own stands in for it. wasmtime does the same.
Result<uint64_t> visibleInode(int directory, const sys::DirectoryEntry &entry, StringView name) {
  if (name != "..")
    return entry.inode;
  Result<struct statx> own = sys::statx(directory);
  return own ? Result<uint64_t>(own.value().stx_ino) : own.errorNumber();
}

Result<void> appendEntry(Output &output, int directory, const sys::DirectoryEntry &entry) {
  StringView name = reinterpret_cast<const char *>(&entry + 1);
  Result<uint64_t> inode = visibleInode(directory, entry, name);
  if (!inode)
    return inode.errorNumber();
  Dirent dirent = {static_cast<uint64_t>(entry.next),
                   *inode,
                   static_cast<uint32_t>(name.size()),
                   fileType(static_cast<uint32_t>(entry.type) << 12),
                   {}};
  output.append(&dirent, sizeof dirent);
  output.append(name.data(), name.size());
  return {};
}

// Null when there is no memory for them.
DirectoryWindows *windows(Context &context) {
  if (!context.windows)
    context.windows = allocateForContext<DirectoryWindows>();
  return context.windows;
}

Result<uint32_t> list(const Descriptor &directory, uint64_t cookie, Span<uint8_t> buffer) {
  Lock lock(context().listing);
  DirectoryWindows *kept = windows(context());
  if (!kept)
    return Errno{ENOMEM};
  Result<DirectoryWindow *> window = kept->at(directory.serial, directory.kernelFd, cookie);
  if (!window)
    return window.errorNumber();
  Output output(buffer);
  while (!output.full()) {
    Result<const sys::DirectoryEntry *> entry = window.value()->next(directory.kernelFd);
    if (!entry)
      return entry.errorNumber();
    if (!*entry)
      break;
    if (Result<void> appended = appendEntry(output, directory.kernelFd, **entry); !appended)
      return appended.errorNumber();
  }
  return output.used();
}

}  // namespace

uint32_t fd_readdir(abi::Memory *memory, uint32_t fd, uint32_t pointer, uint32_t length, uint64_t cookie, uint32_t resultPointer) {
  GuestMemory guest(memory);
  Result<DescriptorUse> descriptor = findDirectory(fd, rightFdReaddir);
  if (!descriptor)
    return answer(descriptor);
  Result<Span<uint8_t>> buffer = guest.range(pointer, length);
  if (!buffer)
    return answer(buffer);
  if (Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint32_t)); !room)
    return answer(room);
  Result<uint32_t> used = list(**descriptor, cookie, *buffer);
  return used ? answer(guest.write(resultPointer, *used)) : answer(used);
}

}  // namespace wasmc::rt::wasi

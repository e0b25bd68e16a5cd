// fd_readdir. A cookie is the kernel's own position in the directory (getdents64's d_off), so each call stands by itself, any
// cookie ever handed out works, and no state grows with the directory.
#include "rt/memory/GuestMemory.h"
#include "rt/sys/linux/getdents64.h"
#include "rt/sys/linux/lseek.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
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

constexpr size_t kernelBufferSize = 4096;

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

// `ownInode` stands in for the parent's, which may lie outside of what was granted. wasmtime does the same.
void appendEntry(Output &output, const sys::DirectoryEntry &entry, StringView name, uint64_t ownInode) {
  Dirent dirent = {static_cast<uint64_t>(entry.next),
                   entry.inode,
                   static_cast<uint32_t>(name.size()),
                   fileType(static_cast<uint32_t>(entry.type) << 12),
                   {}};
  if (name == "..")
    dirent.inode = ownInode;
  output.append(&dirent, sizeof dirent);
  output.append(name.data(), name.size());
}

Result<uint32_t> fill(int directory, uint64_t ownInode, Span<uint8_t> buffer) {
  Output output(buffer);
  alignas(8) uint8_t entries[kernelBufferSize];
  while (!output.full()) {
    Result<size_t> size = sys::getdents64(directory, entries, sizeof entries);
    if (!size)
      return size.errorNumber();
    if (*size == 0)
      break;
    for (size_t position = 0; position < *size && !output.full();) {
      sys::DirectoryEntry entry;
      memcpy(&entry, entries + position, sizeof entry);
      appendEntry(output, entry, reinterpret_cast<const char *>(entries) + position + sizeof entry, ownInode);
      position += entry.size;
    }
  }
  return output.used();
}

}  // namespace

uint32_t fd_readdir(abi::Memory *memory, uint32_t fd, uint32_t pointer, uint32_t length, uint64_t cookie, uint32_t resultPointer) {
  GuestMemory guest(memory);
  Result<Descriptor *> descriptor = findDirectory(fd);
  if (!descriptor)
    return answer(descriptor);
  Result<Span<uint8_t>> buffer = guest.range(pointer, length);
  if (!buffer)
    return answer(buffer);
  if (Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint32_t)); !room)
    return answer(room);
  int kernelFd = descriptor.value()->kernelFd;
  Result<struct statx> status = sys::statx(kernelFd);
  if (!status)
    return answer(status);
  if (Result<uint64_t> moved = sys::lseek(kernelFd, static_cast<int64_t>(cookie), SEEK_SET); !moved)
    return answer(moved);
  Result<uint32_t> used = fill(kernelFd, status.value().stx_ino, *buffer);
  return used ? answer(guest.write(resultPointer, *used)) : answer(used);
}

}  // namespace wasmc::rt::wasi

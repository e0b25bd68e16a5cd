#include "rt/wasi/preview1/Descriptors.h"

#include "rt/core/Allocator.h"
#include "rt/core/Format.h"
#include "rt/core/MemoryFunctions.h"
#include "rt/core/Message.h"
#include "rt/sys/linux/fcntl.h"
#include "rt/sys/linux/openat.h"

#include <linux/errno.h>
#include <linux/limits.h>

namespace wasmc::rt::wasi {

namespace {

// The table grows by chunks, which stay where they are. Entries are reused lowest first and each holds a kernel descriptor, so
// RLIMIT_NOFILE bounds how much of the table is ever made.
constexpr uint32_t chunkEntries = 64;
constexpr uint32_t maxChunks = 1024;
constexpr int firstOwnFd = 3;

Descriptor firstChunk[chunkEntries] = {
    {Descriptor::Kind::Inherited, false, 0, nullptr, 0},
    {Descriptor::Kind::Inherited, false, 1, nullptr, 0},
    {Descriptor::Kind::Inherited, false, 2, nullptr, 0},
};
Descriptor *chunks[maxChunks] = {firstChunk};
const sandbox::Policy *policyInForce;

Descriptor *entryAt(uint32_t fd) {
  uint32_t chunk = fd / chunkEntries;
  return chunk < maxChunks && chunks[chunk] ? &chunks[chunk][fd % chunkEntries] : nullptr;
}

// The lowest free number, making a chunk when all are taken.
Result<uint32_t> freeNumber() {
  for (uint32_t chunk = 0; chunk < maxChunks; ++chunk) {
    if (!chunks[chunk])
      chunks[chunk] = allocateArray<Descriptor>(chunkEntries);
    if (!chunks[chunk])
      return Errno{ENOMEM};
    for (uint32_t i = 0; i < chunkEntries; ++i)
      if (chunks[chunk][i].kind == Descriptor::Kind::Free)
        return chunk * chunkEntries + i;
  }
  return Errno{EMFILE};
}

StringView reason(Errno error) {
  switch (error.code) {
  case ENOENT: return "no such directory";
  case ENOTDIR: return "not a directory";
  case EACCES: return "permission denied";
  case ENAMETOOLONG: return "name too long";
  case ELOOP: return "too many symbolic links";
  case EMFILE: return "too many open files";
  default: return {};
  }
}

[[noreturn]] void refuse(const sandbox::DirectoryGrant &grant, Errno error) {
  StringView why = reason(error);
  if (why.empty())
    fatalError("--dir ", grant.host, ": error ", Decimal(error.code));
  fatalError("--dir ", grant.host, ": ", why);
}

// The host's path is the user's, not the guest's: it may be absolute and lead through any link.
void openGrant(const sandbox::DirectoryGrant &grant) {
  char path[PATH_MAX];
  if (grant.host.size() >= sizeof path)
    refuse(grant, Errno{ENAMETOOLONG});
  memcpy(path, grant.host.data(), grant.host.size());
  path[grant.host.size()] = '\0';
  Result<int> opened = sys::openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (!opened)
    refuse(grant, opened.errorNumber());
  Result<uint32_t> fd = addDescriptor(sys::FileDescriptor(*opened), Descriptor::Kind::Directory, grant.readOnly);
  if (!fd)
    refuse(grant, fd.errorNumber());
  Descriptor &descriptor = *entryAt(*fd);
  descriptor.name = grant.guest.data();
  descriptor.nameSize = grant.guest.size();
}

}  // namespace

Result<Descriptor *> findDescriptor(uint32_t fd) {
  Descriptor *descriptor = entryAt(fd);
  if (!descriptor || descriptor->kind == Descriptor::Kind::Free)
    return Errno{EBADF};
  return descriptor;
}

Result<Descriptor *> findFile(uint32_t fd) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  if (descriptor && descriptor.value()->kind == Descriptor::Kind::Directory)
    return Errno{EBADF};
  return descriptor;
}

Result<Descriptor *> findDirectory(uint32_t fd) {
  Result<Descriptor *> descriptor = findDescriptor(fd);
  if (descriptor && descriptor.value()->kind != Descriptor::Kind::Directory)
    return Errno{descriptor.value()->kind == Descriptor::Kind::File ? ENOTDIR : EBADF};
  return descriptor;
}

Result<uint32_t> addDescriptor(sys::FileDescriptor fd, Descriptor::Kind kind, bool readOnly) {
  if (fd.get() < firstOwnFd) {
    // The process was started without one of its standard streams. What the runtime writes there must not land in this file.
    Result<int> moved = sys::duplicateFrom(fd.get(), firstOwnFd);
    if (!moved)
      return moved.errorNumber();
    fd.reset(*moved);
  }
  Result<uint32_t> number = freeNumber();
  if (number)
    *entryAt(*number) = {kind, readOnly, fd.release(), nullptr, 0};
  return number;
}

Result<void> closeDescriptor(Descriptor &descriptor) {
  Result<void> closed;
  if (descriptor.kind != Descriptor::Kind::Inherited)
    closed = sys::close(descriptor.kernelFd);
  descriptor = {};
  return !closed && closed.errorNumber().code == EINTR ? Result<void>() : closed;
}

const sandbox::Policy &grantedPolicy() { return *policyInForce; }

}  // namespace wasmc::rt::wasi

void wasmc_wasi_start(const wasmc::rt::sandbox::Policy &policy) {
  using namespace wasmc::rt;
  wasi::policyInForce = &policy;
  for (const sandbox::DirectoryGrant &grant : policy.grantedDirectories())
    wasi::openGrant(grant);
}

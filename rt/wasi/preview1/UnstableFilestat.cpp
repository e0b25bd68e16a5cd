// wasi_unstable.fd_filestat_get, wasi_unstable.path_filestat_get: the same status in an older layout, with a link count of 32 bits.
#include "rt/memory/GuestMemory.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/FileStatus.h"
#include "rt/wasi/preview1/PathStatus.h"

namespace wasmc::rt::wasi {

namespace {

struct OldFilestat {
  uint64_t device;
  uint64_t inode;
  FileType type;
  uint8_t padding[3];
  uint32_t linkCount;
  uint64_t size;
  uint64_t accessTime;
  uint64_t modificationTime;
  uint64_t changeTime;
};
static_assert(sizeof(OldFilestat) == 56 && offsetof(OldFilestat, linkCount) == 20 && offsetof(OldFilestat, changeTime) == 48);

uint32_t report(abi::Memory *memory, const Result<Filestat> &status, uint32_t resultPointer) {
  if (!status)
    return answer(status);
  Filestat from = *status;
  OldFilestat old = {.device = from.device,
                     .inode = from.inode,
                     .type = from.type,
                     .padding = {},
                     .linkCount = static_cast<uint32_t>(from.linkCount),
                     .size = from.size,
                     .accessTime = from.accessTime,
                     .modificationTime = from.modificationTime,
                     .changeTime = from.changeTime};
  return answer(GuestMemory(memory).write(resultPointer, old));
}

}  // namespace

uint32_t unstable_fd_filestat_get(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) {
  Result<DescriptorUse> descriptor = findDescriptor(fd, rightFdFilestatGet);
  return descriptor ? report(memory, filestat(descriptor.value()->kernelFd), resultPointer) : answer(descriptor);
}

uint32_t unstable_path_filestat_get(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t path, uint32_t pathLength,
                                    uint32_t resultPointer) {
  return report(memory, pathFilestat(memory, fd, flags, path, pathLength), resultPointer);
}

}  // namespace wasmc::rt::wasi

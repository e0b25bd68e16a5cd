// What a file occupies and when it reaches the disk: fd_advise, fd_allocate, fd_datasync, fd_sync.
#include "rt/sys/linux/fadvise64.h"
#include "rt/sys/linux/fallocate.h"
#include "rt/sys/linux/fsync.h"
#include "rt/sys/linux/retry.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Types.h"

namespace wasmc::rt::wasi {

uint32_t fd_advise(abi::Memory *, uint32_t fd, uint64_t offset, uint64_t length, uint32_t advice) {
  constexpr int kernelAdvice[] = {POSIX_FADV_NORMAL,   POSIX_FADV_SEQUENTIAL, POSIX_FADV_RANDOM,
                                  POSIX_FADV_WILLNEED, POSIX_FADV_DONTNEED,   POSIX_FADV_NOREUSE};
  Result<DescriptorUse> descriptor = findFile(fd, rightFdAdvise);
  if (!descriptor)
    return answer(descriptor);
  if (advice >= sizeof kernelAdvice / sizeof *kernelAdvice)
    return answer(Errno{EINVAL});
  return answer(sys::fadvise64(descriptor.value()->kernelFd, offset, length, kernelAdvice[advice]));
}

uint32_t fd_allocate(abi::Memory *, uint32_t fd, uint64_t offset, uint64_t length) {
  Result<DescriptorUse> descriptor = findFile(fd, rightFdAllocate);
  if (!descriptor)
    return answer(descriptor);
  if (descriptor.value()->readOnly)
    return answer(Errno{EPERM});
  return answer(sys::retryInterrupted([&] { return sys::fallocate(descriptor.value()->kernelFd, offset, length); }));
}

// A directory can be synchronised too: that is how a new name is made to last.
uint32_t fd_datasync(abi::Memory *, uint32_t fd) {
  Result<DescriptorUse> descriptor = findDescriptor(fd, rightFdDatasync);
  return descriptor ? answer(sys::fdatasync(descriptor.value()->kernelFd)) : answer(descriptor);
}

uint32_t fd_sync(abi::Memory *, uint32_t fd) {
  Result<DescriptorUse> descriptor = findDescriptor(fd, rightFdSync);
  return descriptor ? answer(sys::fsync(descriptor.value()->kernelFd)) : answer(descriptor);
}

}  // namespace wasmc::rt::wasi

// Reading, writing and the position: fd_read, fd_pread, fd_write, fd_pwrite, fd_seek, fd_tell. The kernel reads and writes guest
// memory directly. A transfer may be partial, as in readv(2): callers go on from the count they get.
#include "rt/sys/linux/lseek.h"
#include "rt/sys/linux/pwritev.h"
#include "rt/sys/linux/readv.h"
#include "rt/sys/linux/retry.h"
#include "rt/sys/linux/writev.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Iovecs.h"
#include "rt/wasi/preview1/Seek.h"

namespace wasmc::rt::wasi {

namespace {

// `operation(kernelFd, pieces)` transfers bytes; their number goes to resultPointer, which is checked before anything happens.
template <typename Operation>
uint32_t transfer(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint32_t resultPointer, Operation operation) {
  GuestMemory guest(memory);
  Result<Descriptor *> descriptor = findDescriptor(fd);
  if (!descriptor)
    return answer(descriptor);
  Iovecs list;
  if (Result<void> read = Iovecs::read(guest, iovecs, count, list); !read)
    return answer(read);
  if (Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint32_t)); !room)
    return answer(room);
  int kernelFd = descriptor.value()->kernelFd;
  Result<size_t> done = sys::retryInterrupted([&] { return operation(kernelFd, list.pieces()); });
  if (!done)
    return answer(done);
  return answer(guest.write(resultPointer, static_cast<uint32_t>(*done)));  // the kernel moves less than 2 GiB at a time
}

}  // namespace

uint32_t fd_read(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint32_t resultPointer) {
  return transfer(memory, fd, iovecs, count, resultPointer, sys::readv);
}

uint32_t fd_write(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint32_t resultPointer) {
  return transfer(memory, fd, iovecs, count, resultPointer, sys::writev);
}

uint32_t fd_pread(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint64_t offset, uint32_t resultPointer) {
  return transfer(memory, fd, iovecs, count, resultPointer,
                  [=](int kernelFd, Span<const iovec> pieces) { return sys::preadv(kernelFd, pieces, offset); });
}

uint32_t fd_pwrite(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint64_t offset, uint32_t resultPointer) {
  return transfer(memory, fd, iovecs, count, resultPointer,
                  [=](int kernelFd, Span<const iovec> pieces) { return sys::pwritev(kernelFd, pieces, offset); });
}

uint32_t seek(abi::Memory *memory, uint32_t fd, uint64_t offset, int whence, uint32_t resultPointer) {
  GuestMemory guest(memory);
  Result<Descriptor *> descriptor = findFile(fd);
  if (!descriptor)
    return answer(descriptor);
  if (Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint64_t)); !room)
    return answer(room);
  Result<uint64_t> position = sys::lseek(descriptor.value()->kernelFd, static_cast<int64_t>(offset), whence);
  return position ? answer(guest.write(resultPointer, *position)) : answer(position);
}

uint32_t fd_seek(abi::Memory *memory, uint32_t fd, uint64_t offset, uint32_t whence, uint32_t resultPointer) {
  constexpr int kernelWhence[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  return whence < 3 ? seek(memory, fd, offset, kernelWhence[whence], resultPointer) : answer(Errno{EINVAL});
}

uint32_t fd_tell(abi::Memory *memory, uint32_t fd, uint32_t resultPointer) { return seek(memory, fd, 0, SEEK_CUR, resultPointer); }

}  // namespace wasmc::rt::wasi

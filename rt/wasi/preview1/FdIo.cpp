// Reading, writing and the position: fd_read, fd_pread, fd_write, fd_pwrite, fd_seek, fd_tell. The kernel reads and writes guest
// memory directly. A transfer may be partial, as in readv(2): callers go on from the count they get.
#include "rt/sys/linux/lseek.h"
#include "rt/sys/linux/pwritev.h"
#include "rt/sys/linux/read.h"
#include "rt/sys/linux/readv.h"
#include "rt/sys/linux/retry.h"
#include "rt/sys/linux/write.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Iovecs.h"
#include "rt/wasi/preview1/Seek.h"
#include "rt/wasi/preview1/Types.h"
#include "rt/wasi/preview1/Write.h"

namespace wasmc::rt::wasi {

namespace {

struct Arguments {
  uint32_t fd;
  uint32_t iovecs;
  uint32_t count;
  uint32_t resultPointer;
};

// `operation(kernelFd, pieces)` transfers bytes, which takes `rights`; their number goes to resultPointer, which is checked before
// anything happens.
template <typename Operation>
uint32_t transfer(abi::Memory *memory, Arguments arguments, uint32_t rights, Operation operation) {
  GuestMemory guest(memory);
  Result<DescriptorUse> descriptor = findDescriptor(arguments.fd, rights);
  if (!descriptor)
    return answer(descriptor);
  Iovecs list;
  if (Result<void> read = Iovecs::read(guest, arguments.iovecs, arguments.count, list); !read)
    return answer(read);
  if (Result<Span<uint8_t>> room = guest.range(arguments.resultPointer, sizeof(uint32_t)); !room)
    return answer(room);
  int kernelFd = descriptor.value()->kernelFd;
  Result<size_t> done = sys::retryInterrupted([&] { return operation(kernelFd, list.pieces()); });
  if (!done)
    return answer(done);
  return answer(guest.write(arguments.resultPointer, static_cast<uint32_t>(*done)));  // the kernel moves less than 2 GiB at a time
}

}  // namespace

// Most lists have one piece: then the kernel need not read a list.
uint32_t fd_read(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint32_t resultPointer) {
  return transfer(memory, {fd, iovecs, count, resultPointer}, rightFdRead, [](int kernelFd, Span<const iovec> pieces) {
    return pieces.size() == 1 ? sys::read(kernelFd, pieces[0].iov_base, pieces[0].iov_len) : sys::readv(kernelFd, pieces);
  });
}

uint32_t fd_write(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint32_t resultPointer) {
  return transfer(memory, {fd, iovecs, count, resultPointer}, rightFdWrite, writePieces);
}

uint32_t fd_pread(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint64_t offset, uint32_t resultPointer) {
  return transfer(memory, {fd, iovecs, count, resultPointer}, rightFdRead | rightFdSeek,
                  [=](int kernelFd, Span<const iovec> pieces) {
                    return pieces.size() == 1 ? sys::pread(kernelFd, pieces[0].iov_base, pieces[0].iov_len, offset)
                                              : sys::preadv(kernelFd, pieces, offset);
                  });
}

uint32_t fd_pwrite(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint64_t offset, uint32_t resultPointer) {
  return transfer(memory, {fd, iovecs, count, resultPointer}, rightFdWrite | rightFdSeek,
                  [=](int kernelFd, Span<const iovec> pieces) {
                    return pieces.size() == 1 ? sys::pwrite(kernelFd, pieces[0].iov_base, pieces[0].iov_len, offset)
                                              : sys::pwritev(kernelFd, pieces, offset);
                  });
}

uint32_t seek(abi::Memory *memory, uint32_t fd, uint64_t offset, int whence, uint32_t resultPointer) {
  GuestMemory guest(memory);
  Result<DescriptorUse> descriptor = findFile(fd);
  if (!descriptor)
    return answer(descriptor);
  // Where the position is may be asked with either right: fd_seek's implies fd_tell's.
  bool moves = offset != 0 || whence != SEEK_CUR;
  if (descriptor.value()->lacks(rightFdSeek) && (moves || descriptor.value()->lacks(rightFdTell)))
    return answer(Errno{ENOTCAPABLE});
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

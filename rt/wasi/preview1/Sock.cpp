// sock_accept, sock_recv, sock_send, sock_shutdown: on sockets that the policy grants, and on standard streams that are sockets.
#include "rt/sys/linux/retry.h"
#include "rt/sys/linux/socket.h"
#include "rt/wasi/preview1/Calls.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Grants.h"
#include "rt/wasi/preview1/Iovecs.h"
#include "rt/wasi/preview1/Types.h"

namespace wasmc::rt::wasi {

namespace {

constexpr uint32_t recvPeek = 1, recvWaitall = 2;        // riflags
constexpr uint16_t recvDataTruncated = 1;                // roflags
constexpr uint32_t shutdownRead = 1, shutdownWrite = 2;  // sdflags

// The descriptor of a message and the room for results: what sock_recv and sock_send check before they do anything.
struct Message {
  Iovecs list;
  sys::MessageHeader header = {};
  DescriptorUse descriptor;

  Result<void> read(const GuestMemory &guest, uint32_t fd, uint32_t right, uint32_t iovecs, uint32_t count) {
    Result<DescriptorUse> found = findDescriptor(fd, right);
    if (!found)
      return found.errorNumber();
    descriptor = found.take();
    if (Result<void> done = Iovecs::read(guest, iovecs, count, list); !done)
      return done;
    header.pieces = list.pieces().data();
    header.pieceCount = list.pieces().size();
    return {};
  }
};

}  // namespace

// Here, so that a program which imports no call of this file has no code that opens a socket.
extern "C" void wasmc_wasi_sockets(const sandbox::Policy &policy, GrantError &error) { error = openGrantedSockets(policy); }

uint32_t sock_accept(abi::Memory *memory, uint32_t fd, uint32_t flags, uint32_t resultPointer) {
  GuestMemory guest(memory);
  Result<DescriptorUse> descriptor = findDescriptor(fd, rightSockAccept);
  if (!descriptor)
    return answer(descriptor);
  if (flags & ~flagNonblock)
    return answer(Errno{EINVAL});
  if (Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint32_t)); !room)
    return answer(room);
  if (Result<void> room = checkRoom(); !room)
    return answer(room);
  int kernelFlags = O_CLOEXEC | (flags & flagNonblock ? O_NONBLOCK : 0);
  Result<int> accepted = sys::retryInterrupted([&] { return sys::accept4(descriptor.value()->kernelFd, kernelFlags); });
  if (!accepted)
    return answer(accepted);
  Result<uint32_t> number =
      addDescriptor(sys::FileDescriptor(*accepted), Descriptor::Kind::File, false, descriptor.value()->droppedInheriting);
  return number ? answer(guest.write(resultPointer, *number)) : answer(number);
}

uint32_t sock_recv(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint32_t flags, uint32_t sizePointer,
                   uint32_t flagsPointer) {
  GuestMemory guest(memory);
  Message message;
  if (Result<void> read = message.read(guest, fd, rightFdRead, iovecs, count); !read)
    return answer(read);
  if (flags & ~(recvPeek | recvWaitall))
    return answer(Errno{EINVAL});
  if (!guest.range(sizePointer, sizeof(uint32_t)) || !guest.range(flagsPointer, sizeof(uint16_t)))
    return answer(Errno{EFAULT});
  int kernelFlags = (flags & recvPeek ? sys::msgPeek : 0) | (flags & recvWaitall ? sys::msgWaitAll : 0);
  Result<size_t> size =
      sys::retryInterrupted([&] { return sys::recvmsg(message.descriptor->kernelFd, message.header, kernelFlags); });
  if (!size)
    return answer(size);
  uint16_t outFlags = message.header.flags & sys::msgTruncated ? recvDataTruncated : 0;
  if (Result<void> written = guest.write(flagsPointer, outFlags); !written)
    return answer(written);
  return answer(guest.write(sizePointer, static_cast<uint32_t>(*size)));
}

uint32_t sock_send(abi::Memory *memory, uint32_t fd, uint32_t iovecs, uint32_t count, uint32_t flags, uint32_t sizePointer) {
  GuestMemory guest(memory);
  Message message;
  if (Result<void> read = message.read(guest, fd, rightFdWrite, iovecs, count); !read)
    return answer(read);
  if (flags != 0)
    return answer(Errno{EINVAL});
  if (Result<Span<uint8_t>> room = guest.range(sizePointer, sizeof(uint32_t)); !room)
    return answer(room);
  Result<size_t> size =
      sys::retryInterrupted([&] { return sys::sendmsg(message.descriptor->kernelFd, message.header, sys::msgNoSignal); });
  return size ? answer(guest.write(sizePointer, static_cast<uint32_t>(*size))) : answer(size);
}

uint32_t sock_shutdown(abi::Memory *, uint32_t fd, uint32_t how) {
  constexpr int kernelHow[] = {sys::shutRead, sys::shutWrite, sys::shutBoth};
  Result<DescriptorUse> descriptor = findDescriptor(fd, rightSockShutdown);
  if (!descriptor)
    return answer(descriptor);
  if (how == 0 || how > (shutdownRead | shutdownWrite))
    return answer(Errno{EINVAL});
  return answer(sys::shutdown(descriptor.value()->kernelFd, kernelHow[how - 1]));
}

}  // namespace wasmc::rt::wasi

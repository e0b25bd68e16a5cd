// socket(2) and its kin, for byte streams. The kernel's exported headers have neither the structure nor the constants.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>
#include <linux/uio.h>
#include <stddef.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// struct msghdr of recvmsg(2).
struct MessageHeader {
  void *name;
  int32_t nameSize;
  const iovec *pieces;
  size_t pieceCount;
  void *control;
  size_t controlSize;
  uint32_t flags;
};
static_assert(sizeof(MessageHeader) == 56 && offsetof(MessageHeader, flags) == 48);

inline constexpr int socketLevel = 1;  // SOL_SOCKET
inline constexpr int socketDatagram = 2;
inline constexpr int msgPeek = 0x2, msgTruncated = 0x20, msgWaitAll = 0x100, msgNoSignal = 0x4000;
inline constexpr int shutRead = 0, shutWrite = 1, shutBoth = 2;

// `flags`: O_NONBLOCK, O_CLOEXEC. The peer's address is not asked for.
inline Result<int> accept4(int fd, int flags) { return syscall<int>(__NR_accept4, fd, nullptr, nullptr, flags); }
inline Result<size_t> recvmsg(int fd, MessageHeader &message, int flags) {
  return syscall<size_t>(__NR_recvmsg, fd, &message, flags);
}
inline Result<size_t> sendmsg(int fd, const MessageHeader &message, int flags) {
  return syscall<size_t>(__NR_sendmsg, fd, &message, flags);
}
inline Result<void> shutdown(int fd, int how) { return syscall<void>(__NR_shutdown, fd, how); }

// A byte stream. `family` is an AF_ constant.
inline Result<int> streamSocket(int family) {
  constexpr int stream = 1;
  return syscall<int>(__NR_socket, family, stream | O_CLOEXEC, 0);
}

// Lets bind() take an address that connections of an earlier process linger on: socket(7), SO_REUSEADDR.
inline Result<void> reuseAddress(int fd) {
  constexpr int reuse = 2, yes = 1;
  return syscall<void>(__NR_setsockopt, fd, socketLevel, reuse, &yes, sizeof yes);
}

// A SOCK_ constant, such as socketDatagram: socket(7), SO_TYPE.
inline Result<int> socketType(int fd) {
  constexpr int typeOption = 3;
  int type = 0;
  uint32_t size = sizeof type;
  Result<void> done = syscall<void>(__NR_getsockopt, fd, socketLevel, typeOption, &type, &size);
  return done ? Result<int>(type) : done.errorNumber();
}

// `address` is a struct sockaddr_in or sockaddr_in6.
inline Result<void> bind(int fd, const void *address, uint32_t size) { return syscall<void>(__NR_bind, fd, address, size); }
inline Result<void> connect(int fd, const void *address, uint32_t size) { return syscall<void>(__NR_connect, fd, address, size); }
inline Result<void> listen(int fd, int backlog) { return syscall<void>(__NR_listen, fd, backlog); }

}  // namespace wasmc::rt::sys

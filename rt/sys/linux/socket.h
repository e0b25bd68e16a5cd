// accept4(2), recvmsg(2), sendmsg(2), shutdown(2). The kernel's exported headers have neither the structure nor the constants.
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

}  // namespace wasmc::rt::sys

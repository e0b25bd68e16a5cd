// writev(2).
#pragma once

#include "rt/core/Span.h"
#include "rt/sys/linux/syscall.h"

#include <linux/uio.h>

namespace wasmc::rt::sys {

// The number of bytes written, which may be fewer than the pieces hold.
inline Result<size_t> writev(int fd, Span<const iovec> pieces) {
  return syscall<size_t>(__NR_writev, fd, pieces.data(), pieces.size());
}

}  // namespace wasmc::rt::sys

// pwritev(2).
#pragma once

#include "rt/core/Span.h"
#include "rt/sys/linux/syscall.h"

#include <linux/uio.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// The number of bytes written. The system call takes the offset in two halves; on a 64-bit kernel the first one is all of it.
inline Result<size_t> pwritev(int fd, Span<const iovec> pieces, uint64_t offset) {
  return syscall<size_t>(__NR_pwritev, fd, pieces.data(), pieces.size(), offset, 0);
}

}  // namespace wasmc::rt::sys

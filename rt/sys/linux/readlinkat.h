// readlinkat(2), in its form for a descriptor.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stddef.h>

namespace wasmc::rt::sys {

// `fd` is an O_PATH | O_NOFOLLOW descriptor. The number of bytes written, without terminator; a target that fills the buffer may
// have been cut. ENOENT: not a symbolic link.
inline Result<size_t> readlinkat(int fd, char *buffer, size_t size) {
  return syscall<size_t>(__NR_readlinkat, fd, "", buffer, size);
}

}  // namespace wasmc::rt::sys

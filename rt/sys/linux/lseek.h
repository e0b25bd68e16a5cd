// lseek(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fs.h>
#include <stdint.h>

namespace wasmc::rt::sys {

// The new position. `whence` is SEEK_SET, SEEK_CUR or SEEK_END.
inline Result<uint64_t> lseek(int fd, int64_t offset, int whence) { return syscall<uint64_t>(__NR_lseek, fd, offset, whence); }

}  // namespace wasmc::rt::sys

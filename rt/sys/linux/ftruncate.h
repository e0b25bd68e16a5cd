// ftruncate(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stdint.h>

namespace wasmc::rt::sys {

inline Result<void> ftruncate(int fd, uint64_t size) { return syscall<void>(__NR_ftruncate, fd, size); }

}  // namespace wasmc::rt::sys

// getrandom(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stddef.h>

namespace wasmc::rt::sys {

// The number of bytes filled, which for more than 256 may be fewer than asked for. Waits until the generator is seeded.
inline Result<size_t> getrandom(void *buffer, size_t size) { return syscall<size_t>(__NR_getrandom, buffer, size, 0); }

}  // namespace wasmc::rt::sys

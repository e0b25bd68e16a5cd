// mseal(2), Linux 6.10.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <stddef.h>
#include <stdint.h>

#ifndef __NR_mseal
#define __NR_mseal 462  // on every CPU; newer than some kernels' headers
#endif

namespace wasmc::rt::sys {

// Whole pages without a hole, whose mappings and protection never change again.
inline Result<void> mseal(const void *address, size_t length) { return syscall<void>(__NR_mseal, address, length, uint64_t{0}); }

}  // namespace wasmc::rt::sys

// madvise(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/mman.h>
#include <stddef.h>

namespace wasmc::rt::sys {

// Asks for huge pages where [address, address + length) covers whole ones. `address` is a multiple of the page size.
inline Result<void> adviseHugePages(void *address, size_t length) {
  return syscall<void>(__NR_madvise, address, length, MADV_HUGEPAGE);
}

// The pages have their first contents again: zeros, or the file's. Both as above.
inline Result<void> discardPages(void *address, size_t length) {
  return syscall<void>(__NR_madvise, address, length, MADV_DONTNEED);
}

}  // namespace wasmc::rt::sys

// mprotect(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/mman.h>
#include <stddef.h>

namespace wasmc::rt::sys {

// `address` is a multiple of the page size; every page that `length` bytes touch changes.
inline Result<void> mprotect(void *address, size_t length, int protection) {
  return syscall<void>(__NR_mprotect, address, length, protection);
}

}  // namespace wasmc::rt::sys

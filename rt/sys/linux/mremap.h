// mremap(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/mman.h>
#include <stddef.h>

namespace wasmc::rt::sys {

// Moves whole pages to `target`, replacing what was mapped there. The old range becomes unmapped.
inline Result<void *> movePages(void *source, size_t length, void *target) {
  return syscall<void *>(__NR_mremap, source, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, target);
}

}  // namespace wasmc::rt::sys

// unlinkat(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>

namespace wasmc::rt::sys {

// `flags` is 0 for everything but directories, AT_REMOVEDIR for those.
inline Result<void> unlinkat(int directory, const char *path, int flags) {
  return syscall<void>(__NR_unlinkat, directory, path, flags);
}

}  // namespace wasmc::rt::sys

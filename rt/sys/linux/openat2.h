// openat2(2), Linux 5.6.
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/fcntl.h>
#include <linux/openat2.h>

namespace wasmc::rt::sys {

// `resolve` is a set of RESOLVE_ flags. The kernel demands that `mode` be 0 unless `flags` can create a file.
inline Result<int> openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
  open_how how = {.flags = flags, .mode = mode, .resolve = resolve};
  return syscall<int>(__NR_openat2, directory, path, &how, sizeof how);
}

}  // namespace wasmc::rt::sys

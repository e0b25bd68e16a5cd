// memfd_create(2): a file in memory that has no name in any directory.
#pragma once

#include "rt/sys/linux/FileDescriptor.h"
#include "rt/sys/linux/syscall.h"

#include <linux/memfd.h>

namespace wasmc::rt::sys {

// `name` shows in /proc/self/maps.
inline Result<int> memfdCreate(const char *name) { return syscall<int>(__NR_memfd_create, name, MFD_CLOEXEC); }

}  // namespace wasmc::rt::sys

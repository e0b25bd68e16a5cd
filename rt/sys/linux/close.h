// close(2).
#pragma once

#include "rt/sys/linux/syscall.h"

namespace wasmc::rt::sys {

// Frees the descriptor even when it reports an error (Linux), so there is never anything to retry.
inline Result<void> close(int fd) { return syscall<void>(__NR_close, fd); }

}  // namespace wasmc::rt::sys

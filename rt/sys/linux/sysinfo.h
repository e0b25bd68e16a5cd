// sysinfo(2).
#pragma once

#include "rt/sys/linux/syscall.h"

#include <linux/sysinfo.h>

namespace wasmc::rt::sys {

// RAM and swap space of the machine in bytes.
inline Result<uint64_t> totalMemory() {
  struct sysinfo info = {};
  if (Result<void> answer = syscall<void>(__NR_sysinfo, &info); !answer)
    return answer.errorNumber();
  return (uint64_t{info.totalram} + info.totalswap) * info.mem_unit;
}

}  // namespace wasmc::rt::sys

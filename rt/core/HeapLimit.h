// How much memory a guest's objects may take, and how much its exceptions that are none.
#pragma once

#include "rt/sys/linux/sysinfo.h"

namespace wasmc::rt {

// In bytes: what a policy gives, or, if that is 0, half of the machine's memory.
inline uint64_t heapLimit(uint64_t given) {
  if (given != 0)
    return given;
  Result<uint64_t> machine = sys::totalMemory();
  return machine ? *machine / 2 : UINT64_MAX;
}

}  // namespace wasmc::rt

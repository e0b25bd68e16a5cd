// The part of a stack that a walk may read. A corrupt stack or a wrong table thus ends the walk instead of faulting.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

struct StackRange {
  uint64_t begin = 0;  // addresses: [begin, end)
  uint64_t end = 0;

  // The 8-byte word at `address`; false when it isn't aligned or isn't on the stack.
  bool read(uint64_t address, uint64_t &word) const {
    if (address % sizeof word != 0 || address < begin || address >= end || end - address < sizeof word)
      return false;
    word = *reinterpret_cast<const uint64_t *>(address);
    return true;
  }
};

}  // namespace wasmc::rt

// Where the guest's stack lies, from low to high addresses: [guardBegin, guardEnd) is inaccessible, [guardEnd, top) is the stack,
// which grows down from top. A fault inside the guard is the guest's stack running out. So is one in a stack that the kernel enlarges as
// it is used: then the system gives less than its limit permits.
#pragma once

#include <stdint.h>

namespace wasmc::rt {

struct StackBounds {
  uint8_t *guardBegin;
  uint8_t *guardEnd;
  uint8_t *top;
};

}  // namespace wasmc::rt

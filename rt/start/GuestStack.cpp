#include "rt/start/GuestStack.h"

#include "rt/core/Message.h"
#include "rt/sys/linux/mmap.h"
#include "rt/sys/linux/mprotect.h"

namespace wasmc::rt {

StackBounds allocateGuestStack() {
  // MAP_STACK keeps huge pages out of it (kernel 6.7 and newer): the first call would otherwise zero 2 MiB.
  constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
  Result<void *> mapping = sys::mmap(nullptr, guestStackGuardSize + guestStackSize, PROT_NONE, flags);
  auto *begin = static_cast<uint8_t *>(*mapping);
  if (!mapping || !sys::mprotect(begin + guestStackGuardSize, guestStackSize, PROT_READ | PROT_WRITE))
    fatalError("cannot allocate a stack of ", Decimal(guestStackSize), " bytes");
  return {.guardBegin = begin, .guardEnd = begin + guestStackGuardSize, .top = begin + guestStackGuardSize + guestStackSize};
}

}  // namespace wasmc::rt
